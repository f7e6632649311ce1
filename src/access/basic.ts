import { isUtf8 } from 'node:buffer';
import type { BasicCredentials } from './caller.js';

const form = /^basic +([\w+/-]+)=* *$/i;

const control = /[^ -~\u0080-\uffff]/;

/** An Authorization header as RFC 7617 writes it, in UTF-8 or else Latin-1; undefined for anything else. */
export function basicCredentials(header: string | undefined): BasicCredentials | undefined {
  const encoded = header && form.exec(header)?.[1];
  if (!encoded) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
  const colon = text.indexOf(':');
  if (colon < 0 || control.test(text)) return undefined;
  return { kind: 'basic', name: text.slice(0, colon), password: text.slice(colon + 1) };
}
