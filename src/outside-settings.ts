/** The settings of what procedures turn to besides the store. */
export const outsideOptions = {
  encryptionKeys: {
    doc: 'ID:KEY,… with keys of 32 bytes in base64, the first one current; secrets are kept under them',
    format: String,
    default: '',
    env: 'GATEWAY_ENCRYPTION_KEYS',
    sensitive: true,
  },
};
