import type { Codec, JsonSchema } from '../codec.js';
import { readXml } from '../xml/reader.js';
import { readContract } from './contract-reader.js';
import { createContractWriter } from './contract-writer.js';
import { writeErrorXml } from './error-xml.js';
import { validated } from './model.js';

/** Where .NET puts the contracts of a namespace that says nothing else. */
const contracts = 'http://schemas.datacontract.org/2004/07/';

/** XML as the framework's formatter reads and writes the models of one .NET namespace. */
export function createContractXml(types: string): Codec {
  const namespace = contracts + types;
  const write = createContractWriter(namespace);
  return {
    id: 'xml',
    media: ['application/xml', 'text/xml'],
    contentType: 'application/xml; charset=utf-8',
    decode: (text, shape?: JsonSchema) => {
      if (text.trim() === '') return undefined;
      const root = readXml(text);
      if (!shape) return root;
      return validated(readContract(root, shape, { namespace, type: `${types}.${String(shape.title)}` }), shape);
    },
    encode: (value, root = 'Error') =>
      root === 'Error' || typeof value !== 'object' || value === null ? writeErrorXml(value, root) : write(value, root),
  };
}
