import type { DialectModule } from '../src/dialect/contract.js';
import { blubilling } from './blubilling/index.js';
import { customerMain } from './customer-main/index.js';
import { m4 } from './m4/index.js';
import { n2fe } from './n2fe/index.js';
import { sedona } from './sedona/index.js';

/** Every dialect there is. Adding one is a folder and a line here. */
export const dialects: readonly DialectModule[] = [m4, blubilling, customerMain, sedona, n2fe];
