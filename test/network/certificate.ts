import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate for this machine that is its own issuer, and its key, as PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

type Content = Buffer | readonly Buffer[];

const bytesOf = (content: Content): Buffer => (Buffer.isBuffer(content) ? content : Buffer.concat(content));

/** One element of DER. Its content has to be shorter than 64 KiB. */
function element(tag: number, content: Content): Buffer {
  const bytes = bytesOf(content);
  const { length } = bytes;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), bytes]);
}

const sequence = (...content: readonly Buffer[]) => element(0x30, content);
const set = (...content: readonly Buffer[]) => element(0x31, content);
const integer = (bytes: Buffer) => element(0x02, bytes);
const octets = (content: Buffer) => element(0x04, content);
const bits = (content: Buffer) => element(0x03, [Buffer.from([0]), content]);
const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'));
const text = (value: string) => element(0x0c, Buffer.from(value));
const time = (at: Date) => element(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = oid('550403');
const subjectAltName = oid('551d11');

const day = 86_400_000;

/** What is signed, by RFC 5280: for `localhost` and 127.0.0.1, valid from yesterday to tomorrow. */
function unsigned(name: string, publicKey: KeyObject): Buffer {
  const subject = sequence(set(sequence(commonName, text(name))));
  const alternatives = sequence(element(0x82, Buffer.from('localhost')), element(0x87, Buffer.from([127, 0, 0, 1])));
  return sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    subject,
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(sequence(subjectAltName, octets(alternatives)))),
  );
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

/** Makes one of that common name. */
export function makeCertificate(name: string): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = unsigned(name, publicKey);
  const cert = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, privateKey)));
  return { cert: pem(cert), key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}
