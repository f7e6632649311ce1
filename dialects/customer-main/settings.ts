/** Customer Main's switches, with their defaults. */
export const settings = {
  /** Whether errors carry the framework's MessageDetail, which it sends to local clients. */
  errorDetail: true,
};

export type CustomerMainSettings = typeof settings;
