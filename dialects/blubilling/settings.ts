/** BluBilling's switches, with their defaults. */
export const settings = {
  /** The most customers one page of a list holds, whatever `max` asks for. */
  pageLimit: 1000,
  /** The currency that is shown for a customer whose currency nobody ever set. */
  defaultCurrency: 'USD',
  /** What isBusinessAccount shows for a customer whose type nobody ever set: true or false. */
  defaultBusinessAccount: false,
};

export type BluBillingSettings = typeof settings;
