/* Generated from the schemas by `npm run generate`; change those instead. */
/**
 * Answer of GET /api/customer/:customer_id. Members without a value are left out.
 */
export interface CustomerDetails {
  /**
   * Its unique name.
   */
  name: string;
  /**
   * Its reference in somebody else's system.
   */
  customer_reference?: string;
  /**
   * Free text.
   */
  description?: string;
  /**
   * Digits.
   */
  id: string;
}

/**
 * One row of GET /api/customer.
 */
export interface ListedCustomer {
  /**
   * Its unique name.
   */
  name: string;
  /**
   * Its service numbers, separated by a comma and a blank.
   */
  customer_sns: string;
  /**
   * Digits.
   */
  id: string;
}

/**
 * Body of POST /__status and /__login.
 */
export interface Login {
  username?: string | number;
  password?: string | number;
}

/**
 * Answer of a PUT that the rules of the data refuse.
 */
export interface Refused {
  message: string;
  success: 0;
  group_list: string;
  logged_in: string;
  error_string: string;
  username: string;
}

/**
 * Answer of /__status, /__login and /__logout.
 */
export interface SessionStatus {
  /**
   * The session, empty where there is none.
   */
  sid: string;
  /**
   * The cookie that carries it.
   */
  sid_param: string;
  logged_in: 0 | 1;
  username: string;
  /**
   * Groups, separated by commas.
   */
  group_list: string;
  /**
   * Why nobody is logged in.
   */
  error_string: string;
}

/**
 * Answer of a PUT that was carried out.
 */
export interface Stored {
  username: string;
  success: 1;
  error_string: string;
  group_list: string;
  /**
   * How many rows were written.
   */
  modified: number;
  logged_in: string;
  /**
   * One for each row of an array.
   */
  row?: StoredRow[];
}
export interface StoredRow {
  success: 1;
  modified: number;
}

/**
 * Body of PUT /api/customer/:customer_id: one row, or several that are stored one after the other.
 */
export type UpdateCustomer =
  | {
      customer_reference?: Scalar;
      description?: Scalar;
      _ttype?: Scalar;
    }
  | CustomerRow[];
export type Scalar = string | number | boolean | null;

export interface CustomerRow {
  customer_reference?: Scalar;
  description?: Scalar;
  _ttype?: Scalar;
}
