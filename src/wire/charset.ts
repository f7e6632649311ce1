import { isAscii, isUtf8 } from 'node:buffer';
import { Fault } from '../core/fault.js';

type Decoder = (bytes: Buffer) => string;

function refuse(): never {
  throw new Fault('malformed', { reason: 'encoding' });
}

function utf8(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : refuse();
}

function ascii(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : refuse();
}

function webDecoder(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return refuse();
    }
  };
}

const utf16le = webDecoder('utf-16le');
const utf16be = webDecoder('utf-16be');

const upperControls =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

// Node 20's TextDecoder reads windows-1252 as Latin-1: 0x80 is no euro sign there.
function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (control) => upperControls.charAt(control.charCodeAt(0) - 0x80));
}

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['utf-8', utf8],
  ['utf8', utf8],
  ['utf-16', utf16le],
  ['utf-16le', utf16le],
  ['utf-16be', utf16be],
  ['iso-8859-1', windows1252],
  ['latin1', windows1252],
  ['windows-1252', windows1252],
  ['us-ascii', ascii],
  ['ascii', ascii],
]);

/**
 * The text of a body. A byte order mark outranks the charset and is not part of the text; utf-16 without one is little
 * endian, iso-8859-1 is read as windows-1252 (WHATWG Encoding). Throws Fault('malformed') for bytes that are not in the
 * charset and Fault('media-type-unsupported') for a charset it does not know.
 */
export function decodeText(bytes: Buffer, charset = 'utf-8'): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16le(bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16be(bytes.subarray(2));
  const decoder = decoders.get(charset);
  if (!decoder) throw new Fault('media-type-unsupported', { charset });
  return decoder(bytes);
}
