/* Generated from the schemas by `npm run generate`; change those instead. */
/**
 * Parameters of Add, in the letter case of the fields they fill. Numbers and booleans arrive as the text they were written in.
 */
export interface AddParameters {
  /**
   * Customer number, ten digits.
   */
  CUSTNO?: string | null;
  /**
   * Customer name.
   */
  CUSTNAME?: string | null;
  /**
   * Active, Inactive or Quote.
   */
  STATUS?: string | null;
  PHONE?: string | null;
  FAX?: string | null;
  /**
   * One of a closed list.
   */
  TERRITORY?: string | null;
  /**
   * One of a closed list.
   */
  TERMS?: string | null;
  /**
   * Zero or more.
   */
  CREDLIMIT?: string | null;
  /**
   * OK, HOLD or REJECT.
   */
  CREDITOK?: string | null;
  /**
   * Zero or more.
   */
  AR_HIGHBAL?: string | null;
  /**
   * MM/DD/YYYY.
   */
  ACCT_DATE?: string | null;
  SALEDSCTID?: string | null;
  /**
   * As the parameter is called.
   */
  ACCTAXABLE?: string | null;
  /**
   * As the field is called.
   */
  ACTTAXABLE?: string | null;
}

/**
 * Parameters of Edit: those of Add and a few more.
 */
export interface EditParameters {
  /**
   * Customer number, ten digits.
   */
  CUSTNO?: string | null;
  /**
   * Customer name.
   */
  CUSTNAME?: string | null;
  /**
   * Active, Inactive or Quote.
   */
  STATUS?: string | null;
  PHONE?: string | null;
  FAX?: string | null;
  /**
   * One of a closed list.
   */
  TERRITORY?: string | null;
  /**
   * One of a closed list.
   */
  TERMS?: string | null;
  /**
   * Zero or more.
   */
  CREDLIMIT?: string | null;
  /**
   * OK, HOLD or REJECT.
   */
  CREDITOK?: string | null;
  /**
   * Zero or more.
   */
  AR_HIGHBAL?: string | null;
  /**
   * MM/DD/YYYY.
   */
  ACCT_DATE?: string | null;
  SALEDSCTID?: string | null;
  /**
   * As the parameter is called.
   */
  ACCTAXABLE?: string | null;
  /**
   * As the field is called.
   */
  ACTTAXABLE?: string | null;
  RESL_NO?: string | null;
  /**
   * MM/DD/YYYY.
   */
  INACTDT?: string | null;
  INACTINIT?: string | null;
  /**
   * MM/DD/YYYY.
   */
  modifiedDate?: string | null;
}

/**
 * Parameter of Get.
 */
export interface GetParameters {
  /**
   * A customer's number or its name.
   */
  CustNumOrName?: string | null;
}
