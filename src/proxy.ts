import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { compile } from 'proxy-addr';
import type { Origin } from './dialect/call.js';
import { Failure } from './failure.js';

/** What a request's proxy tells of it; undefined where its peer is none that is trusted. */
export type OriginOf = (req: IncomingMessage) => Origin | undefined;

const longestPrefix: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

function checked(proxy: string): string {
  const [address = '', bits = '1', ...more] = proxy.split('/');
  const longest = longestPrefix[isIP(address)] ?? 0;
  if (more.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest) return proxy;
  throw new Failure(`Bad setting: trustedProxies: "${proxy}" is neither an address nor a range such as 10.0.0.0/8.`);
}

/** A header's values in the order in which proxies added them. */
const valuesOf = (header: string | readonly string[] | undefined): readonly string[] =>
  String(header ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** The value that a proxy so many hops away added, or the first one where not every proxy adds its own. */
const valueAt = (values: readonly string[], hops: number): string =>
  values.at(-1 - Math.min(hops, values.length - 1)) ?? '';

const addressWithPort = /^(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?$/;

/** The address a proxy wrote down, without port and brackets; empty where it is none. */
function addressIn(value: string): string {
  const [, bracketed, dotted] = addressWithPort.exec(value) ?? [];
  const address = (bracketed ?? dotted ?? value).toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return isIP(address) === 0 ? '' : address;
}

const hostForm = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

function schemeIn(value: string): Origin['scheme'] {
  const scheme = value.toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : undefined;
}

/**
 * Believes X-Forwarded-For, -Proto and -Host of these addresses and ranges, and of nobody else; undefined where there are
 * none. The client is the right-most address that is no proxy's; scheme and host are those which the proxy that it spoke
 * to added. A value of another form counts as not sent. Throws a Failure that names a bad range.
 */
export function createOriginOf(proxies: readonly string[]): OriginOf | undefined {
  if (proxies.length === 0) return undefined;
  const trusts = compile(proxies.map(checked));
  return ({ headers, socket }) => {
    if (!trusts(socket.remoteAddress ?? '', 0)) return undefined;
    const addresses = valuesOf(headers['x-forwarded-for']);
    let hops = 0;
    let address = addressIn(valueAt(addresses, hops));
    while (hops < addresses.length - 1 && trusts(address, hops)) address = addressIn(valueAt(addresses, ++hops));
    const host = valueAt(valuesOf(headers['x-forwarded-host']), hops);
    return {
      address: address === '' ? undefined : address,
      scheme: schemeIn(valueAt(valuesOf(headers['x-forwarded-proto']), hops)),
      host: hostForm.test(host) ? host : undefined,
    };
  };
}
