import type { JobRecords } from '../core/jobs/ports.js';
import { ask, tell, type Statement } from './statement.js';

const sinceJob = 'since';

const last: Statement = {
  name: 'job last day',
  build: (q, p) => q('job_runs').max('day').where('job', p('job')).whereNotNull('finished_at'),
};

const done: Statement = {
  name: 'job done',
  build: (q, p) =>
    q('job_runs').select('job').where('job', p('job')).where('day', p('day')).whereNotNull('finished_at'),
};

const claim: Statement = {
  name: 'job claim',
  build: (q, p) =>
    q.raw(
      `insert into job_runs (job, day, holder, lease_until) values (:job, :day, :holder, :until)
       on conflict (job, day) do update set holder = excluded.holder, lease_until = excluded.lease_until
       where job_runs.finished_at is null and job_runs.lease_until <= :now
       returning job`,
      { job: p('job'), day: p('day'), holder: p('holder'), until: p('until'), now: p('now') },
    ),
};

const held = (name: string, changes: (p: Parameters<Statement['build']>[1]) => object): Statement => ({
  name,
  build: (q, p) =>
    q('job_runs')
      .update(changes(p))
      .where('job', p('job'))
      .where('day', p('day'))
      .where('holder', p('holder'))
      .whereNull('finished_at'),
});

const renew = held('job renew', (p) => ({ lease_until: p('until') }));
const finish = held('job finish', (p) => ({ finished_at: p('at') }));

/** Jobs in the database: who does one holds a lease on it. */
export const jobRecords: JobRecords = {
  *lastDay(job) {
    const [row] = yield* ask(last, { job });
    return (row?.[0] ?? undefined) as string | undefined;
  },
  *since() {
    const [row] = yield* ask(last, { job: sinceJob });
    return String(row?.[0] ?? '');
  },
  *isDone(job, day) {
    return (yield* ask(done, { job, day })).length > 0;
  },
  *claim(run, now, until) {
    return (yield* ask(claim, { ...run, now, until })).length > 0;
  },
  renew: (run, until) => tell(renew, { ...run, until }),
  finish: (run, at) => tell(finish, { ...run, at }),
};
