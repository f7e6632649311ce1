import type { CoreFaultCode, Fault, Problem } from '../../src/core/fault.js';
import type { Call, FaultReply } from '../../src/dialect/contract.js';
import { answering, type StationFaultCode } from '../../src/dialect/fault-table.js';
import { basicRefusals, frameworkRefusals } from '../../src/wire/aspnet/refusals.js';
import { badRequest, invalidModel, modelState, notFound, type HttpError } from '../../src/wire/aspnet/replies.js';
import {
  controllerNotFound,
  noMatchingAction,
  noRoute,
  parameterMissing,
  requestInvalid,
} from '../../src/wire/aspnet/texts.js';
import type { Reply } from '../../src/wire/reply.js';

/** What the scaffolded actions answer without a word: BadRequest() and NotFound(). */
const wordless = (status: number): Reply => ({ status });

const types = 'SedonaServices.Models';

/** The model an action takes, and the name of its parameter. */
const actionOf = ({ path }: Call): { readonly model: string; readonly parameter: string } =>
  /^\/api\/customerbill/i.test(path)
    ? { model: 'CustomerBill', parameter: 'customerBill' }
    : { model: 'Customer', parameter: 'customer' };

/** An id in the path that is no integer (ReflectedHttpActionDescriptor.cs). */
function notAnInteger({ value }: Problem, { method }: Call, detail: boolean): Reply {
  const model = String(value);
  const action = method === 'PUT' ? `Put${model}(Int32, ${types}.${model})` : `Get${model}(Int32)`;
  const where = { name: 'id', type: 'System.Int32', method: `System.Web.Http.IHttpActionResult ${action}` };
  const controller = `SedonaServices.Controllers.${model}Controller`;
  return badRequest(requestInvalid, parameterMissing({ ...where, controller }), detail);
}

function invalid({ details: { problems = [] } }: Fault, call: Call, detail: boolean): Reply {
  const [first] = problems;
  if (first?.rule === 'path-integer') return notAnInteger(first, call, detail);
  if (first?.rule === 'id-mismatch') return wordless(400);
  return invalidModel(modelState(actionOf(call).parameter, problems, detail));
}

/** What is wrong with a body as a whole is told under the parameter's own name. */
function malformed({ details: { text } }: Fault, call: Call, detail: boolean): Reply {
  const { parameter } = actionOf(call);
  if (!detail || typeof text !== 'string') {
    return invalidModel(modelState(parameter, [{ member: '', rule: 'malformed' }], detail));
  }
  return invalidModel({ [parameter]: [text] });
}

/**
 * Why nothing answers a path, as the framework explains it: api/{controller}/{id}, and api/{controller}/{id}/{option}. A
 * controller that is there is called by its own name (DefaultHttpControllerSelector.cs), another as the path has it.
 */
function unknownPath(call: Call, controllers: readonly string[], detail: boolean): Reply {
  const [, api = '', controller = '', ...rest] = call.path.replace(/\/$/, '').split('/');
  const why = () => {
    if (api.toLowerCase() !== 'api' || controller === '' || rest.length > 2) return noRoute;
    const known = controllers.find((name) => name.toLowerCase() === controller.toLowerCase());
    return known === undefined ? controllerNotFound(controller) : noMatchingAction(known);
  };
  return notFound(call.url, why(), detail);
}

const valueOf = (problems: readonly Problem[] = []): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, rule: 'value' }));

/** A rule of the vendor's whose text is not published, in the framework's words for a value that will not do. */
const unacceptable = (call: Call, problems: readonly Problem[]): Reply =>
  invalidModel(modelState(actionOf(call).parameter, valueOf(problems), true));

/** What the framework itself answers. */
const framework = (controllers: readonly string[], detail: boolean): Record<StationFaultCode, FaultReply> => ({
  ...frameworkRefusals((call: Call) => actionOf(call).model, detail),
  ...basicRefusals('SedonaAPI'),
  'path-unknown': (_fault, call) => unknownPath(call, controllers, detail),
  malformed: (fault, call) => malformed(fault, call, detail),
});

const says = (Message: string): Reply => ({ status: 400, body: { Message } satisfies HttpError, root: 'Error' });

/** What no operation of this dialect can meet, and so no text was ever looked for. */
const unspoken: FaultReply = () => says(requestInvalid);

/** What Sedona's own rules answer. */
const rules = (detail: boolean): Record<CoreFaultCode, FaultReply> => ({
  invalid: (fault, call) => invalid(fault, call, detail),
  'customer-unknown': () => wordless(404),
  'customer-out-of-reach': () => wordless(404),
  'record-unknown': () => wordless(404),
  'code-unknown': ({ details: { problems = [] } }, call) => unacceptable(call, problems),
  'number-taken': ({ details: { number } }, call) =>
    unacceptable(call, [{ member: 'CustomerNumber', rule: 'taken', value: number }]),
  'code-taken': () => says('A master account with the number of this customer already exists.'),
  'bill-not-primary': () => says('A customer has one primary billing address; make another one primary instead.'),
  'structure-unknown': unspoken,
  'structure-linked': unspoken,
  'user-unknown': unspoken,
  'account-number-taken': unspoken,
  'reference-taken': unspoken,
  'source-taken': unspoken,
  'source-incomplete': unspoken,
  'service-number-taken': unspoken,
  'id-taken': unspoken,
  'reference-missing': unspoken,
  'in-use': unspoken,
  'customer-not-removed': unspoken,
  'customer-on-line-card': unspoken,
  'customer-has-transactions': unspoken,
  'login-taken': unspoken,
  'contact-unknown': unspoken,
  'contact-exists': unspoken,
  'plan-active': unspoken,
  'secrets-unavailable': unspoken,
  'payments-unavailable': unspoken,
  'payment-declined': unspoken,
});

/** Every fault in Sedona's words. `controllers` are those it has. */
export function createFaults(controllers: readonly string[], detail: boolean): FaultReply {
  return answering({ ...framework(controllers, detail), ...rules(detail) });
}
