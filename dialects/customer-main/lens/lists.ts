/** "Can be": the closed lists of the document, in its order. */
export const lists = {
  STATUS: ['Active', 'Inactive', 'Quote'],
  TERRITORY: [
    ...['SOUTHERN CA', 'NORTHERN CA', 'EAST', 'WEST', 'MIDWEST', 'NEW ENGLAND'],
    ...['SOUTH', 'GREAT LAKES', 'MEXICO', 'CANADA', 'UNITED KINGDOM'],
  ],
  TERMS: ['NET 10', 'NET 15', 'NET 30', 'NET 30/2% 10', 'NET 45', 'COD', 'NONE'],
  CREDITOK: ['OK', 'HOLD', 'REJECT'],
} as const;
