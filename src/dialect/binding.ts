import type { Operations } from '../core/operations.js';
import type { Page } from '../core/page.js';
import type { Schema } from '../wire/schema.js';
import type { Reply } from '../wire/reply.js';
import type { AccessDoor, Binding, Call } from './contract.js';

interface OperationBinding<O extends keyof Operations, B> extends Pick<Binding, 'when' | 'faults' | 'open'> {
  readonly op: O;
  readonly schema?: Schema<B>;
  /** The operation's input. Pure; an absent body arrives as an empty object. */
  readonly read: (call: Call, body: B) => Operations[O]['in'];
  /** The answer. Pure. */
  readonly write: (out: Operations[O]['out'], call: Call) => Reply;
}

/** Binds a call to a core operation. */
export function operation<O extends keyof Operations, B = undefined>(binding: OperationBinding<O, B>): Binding {
  const { op, schema, read, write, ...rest } = binding;
  return {
    ...rest,
    name: op,
    ...(schema && { schema }),
    act: (call, { run }) => {
      const body = (schema ? schema.check(call.body ?? {}) : undefined) as B;
      const out = run(op, read(call, body), call);
      return out instanceof Promise ? out.then((value) => write(value, call)) : write(out, call);
    },
  };
}

type Paged = { [O in keyof Operations]: Operations[O]['out'] extends Page<unknown> ? O : never }[keyof Operations];
type ItemOf<O extends Paged> = Operations[O]['out'] extends Page<infer Item> ? Item : never;

/** Items that fit into one page, or as they come. */
export type Listed = { readonly body: readonly unknown[] } | { readonly items: AsyncIterable<unknown> };

interface ListingBinding<O extends Paged> extends Pick<Binding, 'when' | 'faults'> {
  readonly op: O;
  readonly read: (call: Call) => Operations[O]['in'];
  /** The wire value of one item. Pure. */
  readonly item: (item: ItemOf<O>, call: Call) => unknown;
  /** The answer around the items. */
  readonly write: (list: Listed, call: Call) => Reply;
}

/** Binds a call to a core operation that answers by pages, however many there are: a long list is never held at once. */
export function listing<O extends Paged>({ op, read, item, write, ...rest }: ListingBinding<O>): Binding {
  return {
    ...rest,
    name: op,
    act: async (call, { run }) => {
      const input = read(call);
      const page = (from: Operations[O]['in']) => run(op, from, call) as Promise<Page<ItemOf<O>>>;
      const first = await page(input);
      const shown = ({ items }: Page<ItemOf<O>>) => items.map((one) => item(one, call));
      if (first.next === undefined) return write({ body: shown(first) }, call);
      async function* all(): AsyncGenerator<unknown> {
        let current = first;
        yield* shown(current);
        while (current.next !== undefined) {
          current = await page({ ...(input as object), after: current.next });
          yield* shown(current);
        }
      }
      return write({ items: all() }, call);
    },
  };
}

interface AccessBinding<B> extends Pick<Binding, 'when' | 'faults' | 'open'> {
  readonly name: string;
  readonly schema?: Schema<B>;
  readonly act: (call: Call, access: AccessDoor, body: B) => Promise<Reply> | Reply;
}

/** Binds a call to access: sessions begin and end there. */
export function access<B = undefined>({ schema, act, ...rest }: AccessBinding<B>): Binding {
  return {
    ...rest,
    ...(schema && { schema }),
    act: (call, doors) => act(call, doors.access, (schema ? schema.check(call.body ?? {}) : undefined) as B),
  };
}

/** A fixed answer that needs nothing from the core. */
export const answer = (name: string, reply: (call: Call) => Reply): Binding => ({ name, act: (call) => reply(call) });
