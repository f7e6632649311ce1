const text = (doc: string, env: string) => ({ doc, format: String, default: '', env });
const secret = (doc: string, env: string) => ({ ...text(doc, env), sensitive: true });
const seconds = (doc: string, env: string, fallback: number) => ({ doc, format: 'nat', default: fallback, env });

/** The settings of what procedures turn to besides the store. */
export const outsideOptions = {
  encryptionKeys: secret(
    'ID:KEY,… with keys of 32 bytes in base64, the first one current; secrets are kept under them',
    'GATEWAY_ENCRYPTION_KEYS',
  ),
  emulator: {
    doc: 'play the services that are not configured: payment gateway, tax service',
    format: 'switch',
    default: false,
    env: 'GATEWAY_EMULATOR',
  },
  paymentsUrl: text('URL of the payment gateway', 'GATEWAY_PAYMENTS_URL'),
  paymentsToken: secret('bearer token for it', 'GATEWAY_PAYMENTS_TOKEN'),
  paymentsTimeout: seconds('seconds it may take for an answer', 'GATEWAY_PAYMENTS_TIMEOUT', 10),
  smtpUrl: secret(
    'smtp:// or smtps:// URL of the mail server; without one messages are kept to be read',
    'GATEWAY_SMTP_URL',
  ),
  mailFrom: text('address that messages to customers come from', 'GATEWAY_MAIL_FROM'),
  mailTemplates: text('folder of templates that come before the built-in ones', 'GATEWAY_MAIL_TEMPLATES'),
  mailTimeout: seconds('seconds the mail server may take for each step', 'GATEWAY_MAIL_TIMEOUT', 20),
  mailAttempts: seconds('tries before a message is given up', 'GATEWAY_MAIL_ATTEMPTS', 12),
  tax: { doc: 'validate addresses by the tax service', format: 'switch', default: false, env: 'GATEWAY_TAX' },
  avataxUrl: { ...text('URL of AvaTax', 'GATEWAY_AVATAX_URL'), default: 'https://rest.avatax.com' },
  avataxAccount: text('account id at AvaTax', 'GATEWAY_AVATAX_ACCOUNT'),
  avataxLicenseKey: secret('licence key of that account', 'GATEWAY_AVATAX_LICENSE_KEY'),
  avataxTimeout: seconds('seconds AvaTax may take for an answer', 'GATEWAY_AVATAX_TIMEOUT', 5),
};
