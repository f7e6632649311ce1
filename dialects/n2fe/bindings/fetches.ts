import type { Listed } from '../../../src/dialect/binding.js';
import type { Call } from '../../../src/dialect/contract.js';
import type { Codec } from '../../../src/wire/codec.js';
import type { Reply } from '../../../src/wire/reply.js';
import { prettyEnvelope } from '../wire/pretty.js';
import { formatOf, groupList, pageOf, type Page } from './parameters.js';

/** No answer of a fetch may be kept. */
export const uncached = ['Cache-Control', 'no-store, no-cache, must-revalidate'];

interface Counts {
  fetched: number;
  returned: number;
}

/** What stands beside the rows in an envelope. */
const beside = (call: Call, counts: Counts) => ({
  ...counts,
  logged_in: 1,
  username: call.caller.name,
  error_string: '',
  group_list: groupList(call),
});

/** The rows of one page, counted; reads no further than it must unless it has to count them all. */
async function* pageOfItems(
  items: AsyncIterable<unknown>,
  { start, limit }: Page,
  counts: Counts,
  all: boolean,
): AsyncGenerator<unknown> {
  for await (const item of items) {
    const at = counts.fetched++;
    if (at >= start && counts.returned < limit) {
      counts.returned += 1;
      yield item;
    } else if (at >= start && !all) return;
  }
}

function streamed(items: AsyncIterable<unknown>, call: Call, codec: Codec): Reply {
  const wraps = formatOf(call) === 'json';
  const counts = { fetched: 0, returned: 0 };
  const rows = pageOfItems(items, pageOf(call), counts, wraps);
  if (!wraps) return { status: 200, headers: uncached, items: rows };
  const encodeItems = async function* (from: AsyncIterable<unknown>) {
    yield* prettyEnvelope('data', from, () => beside(call, counts));
    yield '\n';
  };
  return { status: 200, headers: uncached, items: rows, codec: { ...codec, encodeItems } };
}

/** The answer of a fetch that found one row. */
export const fetchedOne = (data: object, call: Call): Reply => ({
  status: 200,
  headers: uncached,
  body: formatOf(call) === 'json' ? { data, ...beside(call, { fetched: 1, returned: 1 }) } : data,
});

/** The answer of a fetch that may find any number of rows: the page that is asked for. */
export function fetchedMany(list: Listed, call: Call, codec: Codec): Reply {
  if ('items' in list) return streamed(list.items, call, codec);
  const { start, limit } = pageOf(call);
  const data = list.body.slice(start, start + limit);
  const counts = { fetched: list.body.length, returned: data.length };
  const body = formatOf(call) === 'json' ? { data, ...beside(call, counts) } : data;
  return { status: 200, headers: uncached, body };
}
