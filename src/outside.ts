import type { Trouble } from './clients/json-client.js';
import { embeddedAddresses } from './clients/embedded-addresses.js';
import { createEmbeddedGateway } from './clients/embedded-gateway.js';
import { hashPassword } from './access/passwords.js';
import type { Config } from './config.js';
import type { AddressValidator } from './core/customers/address-validator.js';
import type { Outside } from './core/outside.js';
import type { PaymentGateway } from './core/payments/gateway.js';
import { Failure } from './failure.js';
import { isLoopback } from './listen.js';
import type { Log } from './log.js';
import { checkMail, scribeOf } from './mail.js';
import { demoKeys } from './vault/demo-keys.js';
import { keyRing } from './vault/keys.js';
import { createVault, type RotatingVault } from './vault/vault.js';

/** The vault of the keys in the settings; a demo without any makes its own with its first secret. Throws a Failure. */
export function vaultOf({ encryptionKeys, demo, database }: Pick<Config, 'encryptionKeys' | 'demo' | 'database'>) {
  const ring = keyRing(encryptionKeys);
  return createVault(() => ring ?? (demo ? keyRing(demoKeys(database)) : undefined));
}

/** The settings for several processes: the key of a demo without a file to keep it in is made here, for all of them. */
export function withSharedKeys(config: Config): Config {
  const wanting = config.demo && config.encryptionKeys === '' && !config.database.startsWith('sqlite:');
  return wanting ? { ...config, encryptionKeys: demoKeys(config.database) } : config;
}

type Told = Pick<Log, 'warn'>;

/** Has the log say which service did not answer, and why. */
const troubleWith =
  (service: string, log?: Told): Trouble =>
  (what) =>
    log?.warn(`the ${service} did not answer`, { what });

/** A service's URL without a slash at its end: secrets leave this machine encrypted only. */
function serviceUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname.replaceAll(/[[\]]/g, '')));
  if (url && safe && url.search === '' && url.hash === '' && url.username === '') return url.href.replace(/\/+$/, '');
  throw new Failure(`${name} takes an https URL without user and query; http only to this machine.`);
}

/**
 * The gateway in the settings; the embedded one where services are played; else none, and nothing is ever approved. Its
 * client costs 40 ms to load, which who has none need not pay.
 */
async function paymentsOf({ demo, emulator, ...config }: Config, log?: Told): Promise<PaymentGateway | undefined> {
  const { paymentsUrl, paymentsToken: token, paymentsTimeout } = config;
  if (paymentsUrl === '') return demo || emulator ? createEmbeddedGateway() : undefined;
  const url = serviceUrl('GATEWAY_PAYMENTS_URL', paymentsUrl);
  const { createPaymentGateway } = await import('./clients/payment-gateway.js');
  return createPaymentGateway({
    url,
    token,
    timeout: paymentsTimeout * 1000,
    trouble: troubleWith('payment gateway', log),
  });
}

/** Who validates addresses; nobody unless tax is on. */
async function addressesOf(
  { tax, demo, emulator, ...config }: Config,
  log?: Told,
): Promise<AddressValidator | undefined> {
  if (!tax) return undefined;
  const { avataxUrl, avataxAccount: account, avataxLicenseKey: licenseKey, avataxTimeout } = config;
  if (account !== '' && licenseKey !== '') {
    const url = serviceUrl('GATEWAY_AVATAX_URL', avataxUrl);
    const { createAvaTax } = await import('./clients/avatax.js');
    return createAvaTax({
      url,
      account,
      licenseKey,
      timeout: avataxTimeout * 1000,
      trouble: troubleWith('tax service', log),
    });
  }
  if (account === '' && licenseKey === '' && (demo || emulator)) return embeddedAddresses;
  throw new Failure('GATEWAY_TAX=on takes GATEWAY_AVATAX_ACCOUNT and GATEWAY_AVATAX_LICENSE_KEY, or --emulator.');
}

/** What procedures can turn to, as the settings have it. Throws a Failure in one line for a setting that cannot be. */
export async function outsideOf(config: Config, log?: Told): Promise<Outside & { readonly vault: RotatingVault }> {
  checkMail(config);
  return {
    vault: vaultOf(config),
    hashed: hashPassword,
    payments: await paymentsOf(config, log),
    addresses: await addressesOf(config, log),
    scribe: scribeOf(config),
  };
}
