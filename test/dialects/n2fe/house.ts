import { n2fe } from '../../../dialects/n2fe/index.js';
import type { Flags } from '../../../src/config.js';
import type { Settings } from '../../../src/dialect/contract.js';
import { openSandbox } from '../../../src/sandbox.js';

/** The demo's published session. */
export const demoCookie = 'N2FE_CGISESSID=4876c530f3d7252330a95ea51007f252';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface House {
  readonly url: URL;
  /** Asks below `/jarvis-agent/n2fe`, in the demo's session unless the headers hold a cookie of their own. */
  readonly ask: (path: string, request?: RequestInit) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** A gateway of the one dialect, on the demo data or on seed lines. */
export async function openHouse(flags: Flags = {}, data?: string): Promise<House> {
  const sandbox = await openSandbox([n2fe], data, { anonymous: [], ...flags });
  return {
    url: sandbox.url,
    close: () => sandbox.close(),
    ask: async (path, request = {}) => {
      const headers = { Cookie: demoCookie, ...(request.headers as Record<string, string>) };
      const response = await fetch(new URL(`/jarvis-agent/n2fe${path}`, sandbox.url), { ...request, headers });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}

/** Runs a test in a gateway with settings of its own. */
export async function within(settings: Settings, body: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse({ settings: { n2fe: settings } });
  await body(house).finally(() => house.close());
}

/** A PUT with a JSON body. */
export const put = (body: unknown): RequestInit => ({
  method: 'PUT',
  headers: { 'Content-Type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The cookie a client keeps of an answer; empty where none was set. */
export const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? '';
