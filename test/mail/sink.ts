import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given. */
export interface Sink {
  readonly url: string;
  readonly letters: readonly Email[];
  /** Refuses so many messages from now on, as a server that is busy. */
  refuse(times: number): void;
  close(): Promise<void>;
}

/** Opens one on a free port; `login` is the user and password that it wants. */
export async function openSink(login?: { readonly user: string; readonly password: string }): Promise<Sink> {
  const letters: Email[] = [];
  let refusals = 0;
  const server = new SMTPServer({
    authOptional: login === undefined,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(new Error('no such user'));
    },
    onData: (stream, _session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          done(Object.assign(new Error('busy; try again later'), { responseCode: 451 }));
          return;
        }
        void PostalMime.parse(Buffer.concat(pieces)).then((letter) => {
          letters.push(letter);
          done();
        });
      });
    },
  });
  const listening = await new Promise<{ readonly port: number }>((resolve) => {
    const bound = server.listen(0, '127.0.0.1', () => resolve(bound.address() as { readonly port: number }));
  });
  const user = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
  return {
    url: `smtp://${user}127.0.0.1:${listening.port}`,
    letters,
    refuse: (times) => void (refusals = times),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
