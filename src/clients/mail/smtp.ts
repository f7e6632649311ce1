import type { Transporter } from 'nodemailer';
import type { Mail } from '../../core/mail/model.js';

/** Sends messages. */
export interface Carrier {
  /** Resolves when the server has taken the message; rejects with a reason that tells nothing of it. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps:`. */
  readonly url: string;
  readonly from: string;
  /** Milliseconds for each step of a conversation. */
  readonly timeout: number;
}

/** What a server's refusal comes to: its code, never its words, which may repeat the message. */
function reasonOf(error: unknown): string {
  const { responseCode, code } = error as { readonly responseCode?: unknown; readonly code?: unknown };
  if (typeof responseCode === 'number') return `the mail server answered ${responseCode}`;
  return typeof code === 'string' ? code : 'not sent';
}

/** A mail server. Its client is loaded with the first message. */
export function createSmtp({ url, from, timeout }: SmtpOptions): Carrier {
  let transporter: Promise<Transporter> | undefined;
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    const times = { connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout };
    const { protocol, hostname, port, username, password } = new URL(url);
    const secure = protocol === 'smtps:';
    return createTransport({
      ...times,
      host: hostname,
      port: Number(port) || (secure ? 465 : 587),
      secure,
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  return {
    send: async ({ id, at, to, subject, text, html }) => {
      const domain = from.split('@').at(-1)?.replace(/>.*/, '') ?? 'localhost';
      // The same message has the same id however often it is sent, so that a reader's program shows it once.
      const messageId = `<mail-${id}-${Date.parse(at)}@${domain}>`;
      const carrier = await (transporter ??= open());
      try {
        await carrier.sendMail({ from, to, subject, text, html, messageId, date: new Date(at) });
      } catch (error) {
        throw new Error(reasonOf(error), { cause: error });
      }
    },
    close: () => void transporter?.then((carrier) => carrier.close()),
  };
}
