import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Config } from './config.js';
import { Failure } from './failure.js';

/** A certificate with those that lead to its issuer, and its key: PEM. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

function attempt<T>(work: () => T, complaint: string): T {
  try {
    return work();
  } catch {
    throw new Failure(complaint);
  }
}

/** The certificate and key in the settings, undefined where there are none. Throws a Failure when they cannot be used. */
export function readTls({ tlsCert, tlsKey }: Pick<Config, 'tlsCert' | 'tlsKey'>): Tls | undefined {
  if (tlsCert === '' && tlsKey === '') return undefined;
  if (tlsCert === '' || tlsKey === '')
    throw new Failure('--tls-cert and --tls-key go together: one of them is missing.');
  const cert = attempt(() => readFileSync(tlsCert), `The TLS certificate ${tlsCert} cannot be read.`);
  const key = attempt(() => readFileSync(tlsKey), `The TLS key ${tlsKey} cannot be read.`);
  const own = attempt(() => new X509Certificate(cert), `${tlsCert} holds no certificate as PEM.`);
  const secret = attempt(() => createPrivateKey(key), `${tlsKey} holds no private key as PEM without a passphrase.`);
  if (!own.checkPrivateKey(secret)) {
    throw new Failure(`The TLS key ${tlsKey} is not that of the certificate ${tlsCert}.`);
  }
  attempt(() => createSecureContext({ cert, key }), `The TLS certificate ${tlsCert} and its key cannot be used.`);
  return { cert, key };
}
