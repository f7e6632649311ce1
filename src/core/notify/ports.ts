import type { Work } from '../change.js';
import type { Notice } from './model.js';

/** What is to be delivered, as the store keeps it. */
export interface Outbox {
  /**
   * Puts a notice down for everybody who is registered for its event, behind what the same customer has there already.
   * The customer is held against other writers by then.
   */
  add(notice: Notice): Work<void>;
}
