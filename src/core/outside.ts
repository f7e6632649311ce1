import type { AddressValidator } from './customers/address-validator.js';
import type { PaymentGateway } from './payments/gateway.js';
import { closedVault, type Vault } from './vault.js';

/** What a procedure may turn to besides the store. All of it is slow, and some of it is not there. */
export interface Outside {
  readonly vault: Vault;
  /** Undefined where none is configured: nothing is ever approved then. */
  readonly payments?: PaymentGateway | undefined;
  /** Undefined where addresses are taken as they come. */
  readonly addresses?: AddressValidator | undefined;
}

/** Nobody to turn to. */
export const nothingOutside: Outside = { vault: closedVault };
