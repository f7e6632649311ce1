import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { stateOf, type Condition } from './condition.js';

/** Says in a few bytes whether it runs, or takes requests. */
function answer(res: ServerResponse, status: number, state: string): void {
  const text = JSON.stringify({ status: state });
  res.writeHead(status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': text.length,
  });
  res.end(text);
}

/**
 * Answers probes at once and hands everything else to the admin plane, which is loaded for the first who wants more:
 * probes come often, and the framework behind the rest costs a quarter of the time to start.
 */
export function createFront(
  condition: Condition,
  load: () => Promise<RequestListener>,
  failed: (error: unknown) => void,
): RequestListener {
  let loading: Promise<RequestListener> | undefined;
  return (req: IncomingMessage, res: ServerResponse) => {
    if (req.method === 'GET' && req.url === '/healthz') return answer(res, 200, 'ok');
    if (req.method === 'GET' && req.url === '/readyz') {
      const state = stateOf(condition);
      return answer(res, state === 'ready' ? 200 : 503, state);
    }
    (loading ??= load()).then(
      (admin) => admin(req, res),
      (error: unknown) => {
        // Whoever asks next may find the files in place again.
        loading = undefined;
        failed(error);
        answer(res, 500, 'unavailable');
      },
    );
  };
}
