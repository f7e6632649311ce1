import { dialects } from '../dialects/index.js';
import { type Dataset, rowsPerName } from './dataset.js';
import { goals, type ScenarioGoals } from './goals.js';
import * as blubilling from './requests/blubilling.js';
import * as customerMain from './requests/customer-main.js';
import * as m4 from './requests/m4.js';
import * as n2fe from './requests/n2fe.js';
import * as sedona from './requests/sedona.js';
import type { Request } from './requests/request.js';

/** How a request says who sends it. */
export type Credentials = 'basic' | 'session' | 'key';

/** What is asked, over and over. */
export interface Asked {
  readonly name: string;
  /** The request of this count; counts start at 1 and never come twice in a run (0 is the trial before the load). */
  readonly request: (count: number, data: Dataset) => Request;
  /** Sent to a gateway that asks for them; without, to one that asks for none. */
  readonly credentials?: Credentials;
  /** Sent with every request, credentials apart. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One row of the benchmark. */
export interface Scenario extends Asked {
  readonly goals: ScenarioGoals;
  /** What is wrong with the body that the trial was answered with, undefined when nothing is. */
  readonly complaint?: (body: string) => string | undefined;
}

const xml = { 'Content-Type': 'text/xml' };

const json = { 'Content-Type': 'application/json' };

/** Every scenario, in the order in which they are run; what adds rows comes last. */
export const scenarios: readonly Scenario[] = [
  { name: 'M4 GetCustomer', request: m4.getCustomer, goals: goals.get },
  { name: 'M4 GetCustomer, Basic', request: m4.getCustomer, credentials: 'basic', goals: goals.get },
  { name: 'BluBilling customer, XML', request: blubilling.getCustomer, goals: goals.get },
  { name: 'n2fe customer, session', request: n2fe.getCustomer, credentials: 'session', goals: goals.get },
  { name: 'Customer Main Get, key', request: customerMain.get, credentials: 'key', goals: goals.get },
  { name: 'Sedona customer, JSON', request: sedona.getCustomer, goals: goals.get },
  {
    name: 'Sedona customer, XML',
    request: sedona.getCustomer,
    headers: { Accept: 'application/xml' },
    goals: goals.get,
  },
  {
    name: 'M4 GetCustomersByName',
    request: m4.getCustomersByName,
    headers: json,
    goals: goals.search,
    complaint: rows,
  },
  { name: 'BluBilling PUT customer', request: blubilling.updateCustomer, headers: xml, goals: goals.update },
  { name: 'M4 UpdateCustomer', request: m4.updateCustomer, headers: json, goals: goals.update },
  { name: 'M4 AddCustomer', request: m4.addCustomer, headers: json, goals: goals.create },
  {
    name: 'BluBilling create with contacts',
    request: blubilling.createCustomer,
    headers: xml,
    goals: goals.create,
  },
];

/** What every scenario is compared with: a bare node:http server that answers the gateway's answer to this request. */
export const ceiling: Asked = { name: 'ceiling: bare node:http', request: m4.getCustomer };

/** Dialects whose vendor plane the benchmark asks without credentials. */
export const anonymousDialects: readonly string[] = dialects.map(({ id }) => id);

function rows(body: string): string | undefined {
  const found = (JSON.parse(body) as readonly unknown[]).length;
  return found === rowsPerName ? undefined : `${found} rows, not ${rowsPerName}`;
}
