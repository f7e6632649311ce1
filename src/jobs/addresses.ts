import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * What is not the public Internet: the special-purpose registries of IANA (RFC 6890 and its updates), multicast, and the
 * ways in which IPv6 carries IPv4 addresses.
 */
const ranges = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
    '224.0.0.0/3',
  ],
  ipv6: [
    ...['::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23'],
    ...['2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
} as const;

type Family = keyof typeof ranges;

/** A list of its own for each: within one, IPv4 addresses are looked for in their mapped form too. */
function listOf(family: Family): BlockList {
  const list = new BlockList();
  for (const range of ranges[family]) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const special: Readonly<Record<Family, BlockList>> = { ipv4: listOf('ipv4'), ipv6: listOf('ipv6') };

/** Whether an address, without brackets, belongs to somebody on the public Internet; what is no address does not. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return !special[family].check(address, family);
}

/** A connection was refused to an address that is not public. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';

  constructor() {
    super('the address is not a public one');
  }
}

/** Looks a host name up, and fails where any of its addresses is not public: for `net.connect`, which connects to no other. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found: readonly LookupAddress[] = []) => {
    const [first] = found;
    if (error || !first) return callback(error ?? new AddressRefused(), '');
    if (!found.every(({ address }) => isPublic(address))) return callback(new AddressRefused(), '');
    if (options.all) callback(null, [...found]);
    else callback(null, first.address, first.family);
  });
};
