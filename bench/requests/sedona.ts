import type { Dataset } from '../dataset.js';
import { randomly, type Request } from './request.js';

/** Reads any customer by id, with its primary bill and its balance. */
export const getCustomer = (count: number, data: Dataset): Request => ({
  method: 'GET',
  path: `/api/customer/${randomly(count, data.customers) + 1}`,
});
