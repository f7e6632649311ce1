/* Generated from the schemas by `npm run generate`; change those instead. */
/**
 * Body of PUT and POST api/customer.
 */
export interface Customer {
  CustomerId?: number;
  CustomerNumber?: string | null;
  /**
   * A person as "Last, First".
   */
  CustomerName: string | null;
  StatusCode?: string | null;
  TypeCode: string | null;
  CollectionStatusCode?: string | null;
  SalespersonCode?: string | null;
  TermCode: string | null;
  TaxExemptNum?: string | null;
  BlanketPO?: string | null;
  BlanketPOExpire?: string | null;
  OldCustomerNumber?: string | null;
  LastStatementDate?: string | null;
  NoLateFees?: boolean | null;
  NoStatements?: boolean | null;
  NoCollections?: boolean | null;
  OkToIncreaseDate?: string | null;
  /**
   * Answered, never stored.
   */
  StatementBalance?: number;
  PrintSiteOnInvoices?: boolean | null;
  PrintStatements?: boolean | null;
  PrintCycleInvoices?: boolean | null;
  RollUpRecurring?: boolean | null;
  CustomerSince?: string | null;
  BranchCode?: string | null;
  CustomerGroupID?: number | null;
  GroupCode?: string | null;
  Group2Code?: string | null;
  CustomerName2?: string | null;
  MasterAccountCode?: string | null;
  CustomerRelationCode?: string | null;
  IsMaster?: boolean | null;
  MasterAccountBilling?: boolean | null;
  /**
   * Answered, never stored.
   */
  BalanceDue?: number | null;
  /**
   * Answered, never stored.
   */
  TotalActiveRMR?: number | null;
  /**
   * Answered, never stored.
   */
  TotalActiveRAR?: number | null;
  FullNameAndNumber?: string | null;
  CustomerBillPrimary?: CustomerBill | null;
}
/**
 * A billing address of a customer.
 */
export interface CustomerBill {
  CustomerBillId?: number;
  CustomerId: number;
  IsCommercial: boolean;
  /**
   * A person as "Last, First".
   */
  BillName: string | null;
  Address1: string | null;
  Address2?: string | null;
  Address3?: string | null;
  City: string | null;
  State: string | null;
  Zip: string | null;
  County?: string | null;
  ZipExt?: string | null;
  CountryAbbrev?: string | null;
  Phone1?: string | null;
  Phone2?: string | null;
  Fax?: string | null;
  Email?: string | null;
  IsPrimary?: boolean | null;
  Inactive?: boolean | null;
  BranchCode: string | null;
  EmailInvoices: boolean | null;
  BusinessName2?: string | null;
}
