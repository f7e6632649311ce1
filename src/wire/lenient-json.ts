import JSON5 from 'json5';
import { Fault } from '../core/fault.js';

// The tolerant parser takes 400 ns a character, and nobody else is served meanwhile.
const longestTolerated = 262_144;

interface SyntaxFault {
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

function unreadable(error: unknown): Fault {
  const { lineNumber, columnNumber } = error as SyntaxFault;
  const place = lineNumber === undefined ? {} : { line: lineNumber, position: columnNumber };
  return new Fault('malformed', { reason: 'syntax', ...place });
}

function parseTolerantly(text: string): unknown {
  if (text.length > longestTolerated) throw unreadable({});
  try {
    // As they are, the parser writes a warning to the console for each.
    return JSON5.parse(text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'));
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * The value of a JSON text, read as tolerantly as Json.NET reads: single quotes, unquoted names, comments and trailing
 * commas are welcome in texts up to 256 Ki characters, and the last of two members of one name wins. Throws
 * Fault('malformed') with the line and position of the trouble where they are known. Numbers are doubles: integers beyond
 * 2^53 come out rounded, never as a 32-bit integer.
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseTolerantly(text);
  }
}
