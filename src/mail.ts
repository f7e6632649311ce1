import { join } from 'node:path';
import { createScribe } from './clients/mail/scribe.js';
import { createSmtp } from './clients/mail/smtp.js';
import type { Config } from './config.js';
import type { Scribe } from './core/mail/model.js';
import type { Database } from './database.js';
import { Failure } from './failure.js';
import { startMail, type Mailing } from './jobs/mail.js';
import type { Log } from './log.js';
import { projectRoot } from './project.js';
import { systemClock } from './runtime.js';

const builtIn = join(projectRoot, 'src', 'clients', 'mail', 'templates');

/** Who writes messages to customers: from the operator's templates, where there are some, or the built-in ones. */
export const scribeOf = ({ smtpUrl, mailTemplates }: Config): Scribe =>
  createScribe({ folders: mailTemplates === '' ? [builtIn] : [mailTemplates, builtIn], sends: smtpUrl !== '' });

/** Throws a Failure in one line for a mail server that cannot be one. */
export function checkMail({ smtpUrl, mailFrom }: Config): void {
  if (smtpUrl === '') return;
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new Failure(
      'GATEWAY_SMTP_URL takes smtp://HOST:PORT or smtps://HOST:PORT, with user and password before HOST.',
    );
  }
  if (!/^[^\r\n]*@[^\r\n]+$/.test(mailFrom)) {
    throw new Failure('GATEWAY_SMTP_URL takes GATEWAY_MAIL_FROM beside it: the address that messages come from.');
  }
}

/** Sends messages in the background where there is a mail server, until it is stopped. */
export function startMailing(config: Config, { store }: Database, log: Log): Mailing {
  const { smtpUrl: url, mailFrom: from, mailTimeout, mailAttempts: attempts } = config;
  if (url === '') return { stop: () => Promise.resolve() };
  const carrier = createSmtp({ url, from, timeout: mailTimeout * 1000 });
  const mailing = startMail({ store, clock: systemClock, send: (mail) => carrier.send(mail), attempts, log });
  return { stop: (patience) => mailing.stop(patience).finally(() => carrier.close()) };
}
