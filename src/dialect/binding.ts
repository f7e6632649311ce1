import type { Operations } from '../core/operations.js';
import type { Schema } from '../wire/schema.js';
import type { Reply } from '../wire/reply.js';
import type { Binding, Call } from './contract.js';

interface OperationBinding<O extends keyof Operations, B> extends Pick<Binding, 'when' | 'faults'> {
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
    act: (call, run) => {
      const body = (schema ? schema.check(call.body ?? {}) : undefined) as B;
      const out = run(op, read(call, body), call);
      return out instanceof Promise ? out.then((value) => write(value, call)) : write(out, call);
    },
  };
}

/** A fixed answer that needs nothing from the core. */
export const answer = (name: string, reply: (call: Call) => Reply): Binding => ({ name, act: reply });
