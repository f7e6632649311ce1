import type { Config } from './config.js';
import { Failure } from './failure.js';

/** The fewest characters of a secret that nobody can guess. */
const fewest = 32;

type Setting = Pick<Config, 'keyPepper'>;

/** Throws a Failure, which says nothing of it, for a pepper that is too short. */
export function checkPepper({ keyPepper }: Setting): void {
  if (keyPepper === '' || keyPepper.length >= fewest) return;
  throw new Failure(`GATEWAY_KEY_PEPPER must have ${fewest} characters or more.`);
}

/** The secret under which keys are hashed, kept apart from the database. Throws a Failure where there is none. */
export function requiredPepper(config: Setting): string {
  checkPepper(config);
  if (config.keyPepper !== '') return config.keyPepper;
  throw new Failure("GATEWAY_KEY_PEPPER is not set: keys are kept under it; 'openssl rand -hex 32' makes one.");
}
