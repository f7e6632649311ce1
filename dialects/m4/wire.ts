/* Generated from the schemas by `npm run generate`; change those instead. */
/**
 * Body of POST AddCustomer.
 */
export interface AddCustomer {
  UserID?: number | null;
  CustomerNumber?: string | null;
  Name?: string | null;
  FirstName?: string | null;
  LastName?: string | null;
  MiddleName?: string | null;
  Phone?: string | null;
  Email?: string | null;
  MailingAddress?: string | null;
  MailingCity?: string | null;
  MailingState?: string | null;
  MailingCountry?: string | null;
  MailingPostalCode?: string | null;
  MailingStreet?: string | null;
  BillingAddress?: string | null;
  BillingCity?: string | null;
  BillingCountry?: string | null;
  BillingPostalCode?: string | null;
  BillingState?: string | null;
  BillingStreet?: string | null;
  Description?: string | null;
  CustomerType?: string | null;
  SourceTable?: string | null;
  SourceID?: number | null;
  /**
   * Ids of structures.
   */
  StructureIDList?: number[] | null;
}

/**
 * Body of POST GetCustomersByName.
 */
export interface ByName {
  Name?: string | null;
  FirstName?: string | null;
  LastName?: string | null;
}

/**
 * Body of POST GetCustomersByCustomerNumber.
 */
export interface ByNumber {
  CustomerNumber?: string | null;
}

/**
 * Body of POST GetCustomersByPhoneNumber and GetCustomerByServicePhoneNumber.
 */
export interface ByPhone {
  PhoneNumber?: string | null;
}

/**
 * Body of POST GetCustomerBySourceID.
 */
export interface BySource {
  SourceID?: number | null;
  SourceTable?: string | null;
}

/**
 * Body of POST RemoveCustomer and ReactivateCustomer.
 */
export interface CustomerID {
  ID?: number | null;
}

/**
 * A customer as every method answers it.
 */
export interface M4Customer {
  ID: number;
  UserID: number | null;
  CustomerNumber: string;
  Name: string;
  FirstName: string;
  LastName: string;
  MiddleName: string;
  Phone: string;
  Email: string;
  MailingAddress: string;
  MailingCity: string;
  MailingState: string;
  MailingCountry: string;
  MailingPostalCode: string;
  MailingStreet: string;
  BillingAddress: string;
  BillingCity: string;
  BillingCountry: string;
  BillingPostalCode: string;
  BillingState: string;
  BillingStreet: string;
  Description: string;
  CustomerType: string;
  SourceTable: string;
  SourceID: number | null;
  IsDeleted: boolean;
  /**
   * Local time without a zone, in ticks of 1/300 s.
   */
  CreateDate: string | null;
  /**
   * Local time without a zone, in ticks of 1/300 s.
   */
  LastUpdatedDate: string | null;
}

/**
 * Body of POST LinkStructures and UnlinkStructures.
 */
export interface StructureList {
  ID?: number | null;
  /**
   * Ids of structures.
   */
  StructureIDList?: number[] | null;
}

/**
 * A structure as GetStructures answers it.
 */
export interface M4Structure {
  ID: number;
  ParentID: number | null;
  FullAddress: string;
  HouseNumber: string;
  PreDirectional: string;
  Street: string;
  StreetSuffix: string;
  PostDirectional: string;
  UnitNumber: string;
  City: string;
  State: string;
  Zip_Code: string;
  County: string;
  Latitude: number | null;
  Longitude: number | null;
  CensusBlock: string | null;
  CensusTract: string | null;
  Exchange: string;
  StructureType: string;
  Comments: string;
  COID: number | null;
  LoopLength: number | null;
  Mapped: boolean | null;
  LastUpdateUser: string;
  /**
   * Local time without a zone, in ticks of 1/300 s.
   */
  LastUpdateDate: string | null;
}

/**
 * Body of POST UpdateCustomer; other members of a whole customer are ignored.
 */
export interface UpdateCustomer {
  ID?: number | null;
  UserID?: number | null;
  CustomerNumber?: string | null;
  Name?: string | null;
  FirstName?: string | null;
  LastName?: string | null;
  MiddleName?: string | null;
  Phone?: string | null;
  Email?: string | null;
  MailingAddress?: string | null;
  MailingCity?: string | null;
  MailingState?: string | null;
  MailingCountry?: string | null;
  MailingPostalCode?: string | null;
  MailingStreet?: string | null;
  BillingAddress?: string | null;
  BillingCity?: string | null;
  BillingCountry?: string | null;
  BillingPostalCode?: string | null;
  BillingState?: string | null;
  BillingStreet?: string | null;
  Description?: string | null;
  CustomerType?: string | null;
  SourceTable?: string | null;
  SourceID?: number | null;
}
