import { Fault } from '../../src/core/fault.js';

/** The Fault that an action throws; fails the test when it throws something else or nothing. */
export function faultOf(action: () => unknown): Fault {
  try {
    action();
  } catch (error) {
    if (error instanceof Fault) return error as Fault;
    throw error;
  }
  throw new Error('No fault was thrown.');
}

/** What an action returns or the code of the Fault it throws; anything else thrown passes through. */
export function resultOrCode(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}
