/** M4's switches, with their defaults. */
export const settings = {
  /** The live product answers MailingState in MailingStreet, as every published sample shows. */
  mailingStreetEchoesState: false,
  /** The most customers a search answers; the document sets no bound. */
  searchLimit: 1000,
  /** What CustomerType shows for a customer whose type nobody ever set: B or R. */
  defaultCustomerType: 'B',
  /** Whether errors carry the framework's MessageDetail, which it sends to local clients. */
  errorDetail: true,
};

/** What may be set, where a type does not say enough. */
export const choices = { defaultCustomerType: ['B', 'R'] };

export type M4Settings = typeof settings;
