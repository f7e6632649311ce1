import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Station } from '../../src/dialect/call.js';
import type { Dialect, Route } from '../../src/dialect/contract.js';
import { createRouter } from '../../src/dialect/router.js';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** A request that has not been routed yet. */
export function callOf({ method, path, headers = [] }: Asked): Station {
  const message = new IncomingMessage(new Socket());
  message.method = method;
  message.url = path;
  for (const [name, value] of [['host', 'localhost:8080'] as const, ...headers])
    message.headers[name.toLowerCase()] = value;
  return new Station('test', message);
}

/** Finds the route by which a dialect answers a request, as the gateway does; undefined where it refuses. */
export function routeFinder(dialect: Dialect): (asked: Asked) => Route | undefined {
  const match = createRouter([dialect]);
  return (asked) => {
    const call = callOf(asked);
    const found = match(call.path);
    if (!found) return undefined;
    call.params = found.params;
    const routes = found.place.routes.get(dialect.method?.(call) ?? call.method) ?? [];
    return routes.find(({ binding }) => !binding.when || binding.when(call));
  };
}
