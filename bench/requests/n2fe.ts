import type { Dataset } from '../dataset.js';
import { randomly, type Request } from './request.js';

/** Reads any customer by id. */
export const getCustomer = (count: number, data: Dataset): Request => ({
  method: 'GET',
  path: `/jarvis-agent/n2fe/api/customer/${randomly(count, data.customers) + 1}`,
});
