import type { Migration } from './migration.js';
import * as m0001 from './0001-customers.js';
import * as m0002 from './0002-sessions.js';
import * as m0003 from './0003-search.js';
import * as m0004 from './0004-keys.js';
import * as m0005 from './0005-reference.js';
import * as m0006 from './0006-customer-lists.js';
import * as m0007 from './0007-outbox.js';
import * as m0008 from './0008-payment-methods.js';
import * as m0009 from './0009-billing.js';
import * as m0010 from './0010-mail.js';
import * as m0011 from './0011-charging.js';
import * as m0012 from './0012-currency.js';

/** Every migration in order. Append; never edit one that has been released. */
export const migrations: readonly Migration[] = [
  { name: '0001-customers', ...m0001 },
  { name: '0002-sessions', ...m0002 },
  { name: '0003-search', ...m0003 },
  { name: '0004-keys', ...m0004 },
  { name: '0005-reference', ...m0005 },
  { name: '0006-customer-lists', ...m0006 },
  { name: '0007-outbox', ...m0007 },
  { name: '0008-payment-methods', ...m0008 },
  { name: '0009-billing', ...m0009 },
  { name: '0010-mail', ...m0010 },
  { name: '0011-charging', ...m0011 },
  { name: '0012-currency', ...m0012 },
];
