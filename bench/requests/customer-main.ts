import type { Dataset } from '../dataset.js';
import { randomly, type Request } from './request.js';

/** The key with which the benchmark asks, where keys are asked for. */
export const key = 'BENCHMARK0';

/** Reads any customer by its number. */
export const get = (count: number, data: Dataset): Request => ({
  method: 'GET',
  path: `/API/Customer/Get/${key}?CustNumOrName=${String(randomly(count, data.customers) + 1).padStart(10, '0')}`,
});
