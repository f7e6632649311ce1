/** A building or unit that service reaches. Coordinates are decimal degrees, `loopLength` is feet. */
export interface Structure {
  readonly id: number;
  readonly parentId?: number;
  readonly fullAddress?: string;
  readonly houseNumber?: string;
  readonly preDirectional?: string;
  readonly street?: string;
  readonly streetSuffix?: string;
  readonly postDirectional?: string;
  readonly unitNumber?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly county?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly censusBlock?: string;
  readonly censusTract?: string;
  readonly exchange?: string;
  readonly type?: string;
  readonly comments?: string;
  readonly centralOfficeId?: number;
  readonly loopLength?: number;
  readonly mapped?: boolean;
  readonly updatedBy?: string;
  readonly updatedAt?: string;
}

/** What a customer buys. A service on a line card keeps its customer from being removed. */
export interface Service {
  readonly id: number;
  readonly customerId: number;
  readonly number?: string;
  readonly code?: string;
  readonly description?: string;
  readonly statusId?: number;
  /** Unique among connected services, punctuation apart. */
  readonly phoneNumber?: string;
  readonly source?: { readonly table?: string; readonly id?: number };
  readonly lineCardId?: number;
  readonly connectedAt?: string;
  /** Set when the customer is removed, or earlier by hand; a disconnected service is no longer found by its number. */
  readonly disconnectedAt?: string;
}

/** An option of a service, such as voice mail. */
export interface Feature {
  readonly id: number;
  readonly serviceId: number;
  readonly typeId?: number;
  readonly quantity?: number;
  readonly ticketId?: number;
  readonly statusId?: number;
  readonly source?: { readonly table?: string; readonly id?: number };
  readonly connectedAt?: string;
  readonly disconnectedAt?: string;
}

/** A number that a customer is called by. Unique among connected ones, punctuation apart. */
export interface ServiceNumber {
  readonly id: number;
  readonly customerId: number;
  /** As it was written, 64 characters at most. */
  readonly number: string;
  /** Set when the customer is removed, or earlier by hand; the number is free again then. */
  readonly disconnectedAt?: string;
}

/** A card in an exchange that services are wired to. */
export interface LineCard {
  readonly id: number;
  readonly name?: string;
  readonly description?: string;
}
