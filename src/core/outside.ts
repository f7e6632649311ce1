import type { AddressValidator } from './customers/address-validator.js';
import type { Scribe } from './mail/model.js';
import type { PaymentGateway } from './payments/gateway.js';
import { closedVault, type Vault } from './vault.js';

/** What a procedure may turn to besides the store. All of it is slow, and some of it is not there. */
export interface Outside {
  readonly vault: Vault;
  /** The hash of a password, as it may be kept. Faults: login-limited while too many are asked for. */
  readonly hashed: (password: string) => Promise<string>;
  /** Undefined where none is configured: nothing is ever approved then. */
  readonly payments?: PaymentGateway | undefined;
  /** Undefined where addresses are taken as they come. */
  readonly addresses?: AddressValidator | undefined;
  /** Undefined where no messages are written, as in commands that serve nobody. */
  readonly scribe?: Scribe | undefined;
}

/** Nobody to turn to. */
export const nothingOutside: Outside = {
  vault: closedVault,
  hashed: () => Promise.reject(new Error('there is nobody to hash passwords')),
};
