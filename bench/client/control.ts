import { once } from 'node:events';
import { type Cores, pinned } from '../cores.js';
import { within } from '../time-limit.js';
import { ended, scriptCommand, type Workplace } from '../workplace.js';
import type { Outcome } from './load.js';
import type { Job, JobAnswer } from './main.js';

/** The load client in its own process, one job at a time. */
export type Client = (job: Job) => Promise<Outcome>;

const grace = 15;

/** Starts the client's process; it serves all scenarios, so that its own code is warm when figures count. */
export function startClient(work: Workplace, cores: Cores | undefined): Client {
  const command = pinned(cores?.client, scriptCommand('bench/client/main.ts'));
  const child = work.start(command, ['ignore', 'ignore', 'inherit', 'ipc']);
  const gone = ended(child).then((code) => Promise.reject(new Error(`the load client ended with code ${code}`)));
  gone.catch(() => undefined);
  return async (job) => {
    child.send(job);
    const answered = Promise.race([once(child, 'message'), gone]);
    const [answer] = (await within(job.seconds + grace, job.scenario, answered)) as [JobAnswer];
    if ('failure' in answer) throw new Error(`${job.scenario}: ${answer.failure}`);
    return answer.outcome;
  };
}
