import { aspnetJson } from '../../../src/wire/aspnet/json.js';
import * as replies from '../../../src/wire/aspnet/replies.js';
import * as texts from '../../../src/wire/aspnet/texts.js';
import type { Reply } from '../../../src/wire/reply.js';

const uri = 'http://localhost/api/Nope/1';
const parameter = {
  name: 'id',
  type: 'System.Int32',
  method: 'Customer Get(Int32)',
  controller: 'Api.CustomerController',
};

const cases: readonly [string, Reply, number, string][] = [
  [
    'an unknown controller',
    replies.notFound(uri, texts.controllerNotFound('Nope')),
    404,
    `{"Message":"No HTTP resource was found that matches the request URI '${uri}'.","MessageDetail":"No type was found that matches the controller named 'Nope'."}`,
  ],
  [
    'an unknown action',
    replies.notFound(uri, texts.actionNotFound('Customer', 'Nope')),
    404,
    `{"Message":"No HTTP resource was found that matches the request URI '${uri}'.","MessageDetail":"No action was found on the controller 'Customer' that matches the name 'Nope'."}`,
  ],
  [
    'an action without a fitting overload, told to a remote client',
    replies.notFound(uri, texts.noMatchingAction('Customer'), false),
    404,
    `{"Message":"No HTTP resource was found that matches the request URI '${uri}'."}`,
  ],
  [
    'a parameter that does not convert',
    replies.badRequest(texts.requestInvalid, texts.parameterMissing(parameter)),
    400,
    `{"Message":"The request is invalid.","MessageDetail":"The parameters dictionary contains a null entry for parameter 'id' of non-nullable type 'System.Int32' for method 'Customer Get(Int32)' in 'Api.CustomerController'. An optional parameter must be a reference type, a nullable type, or be declared as an optional parameter."}`,
  ],
  ['a rule of the vendor', replies.badRequest('No.'), 400, '{"Message":"No."}'],
  [
    'a refused caller',
    replies.unauthorized('M4'),
    401,
    '{"Message":"Authorization has been denied for this request."}',
  ],
  [
    'a wrong verb',
    replies.methodNotAllowed('DELETE', ['GET', 'POST']),
    405,
    `{"Message":"The requested resource does not support http method 'DELETE'."}`,
  ],
  ['a body too large', replies.tooLarge(), 413, '{"Message":"Maximum request length exceeded."}'],
  [
    'a media type that is not read',
    replies.unsupportedMediaType('text/plain', 'Customer'),
    415,
    `{"Message":"The request entity's media type 'text/plain' is not supported for this resource.","ExceptionMessage":"No MediaTypeFormatter is available to read an object of type 'Customer' from content with media type 'text/plain'.","ExceptionType":"System.Net.Http.UnsupportedMediaTypeException"}`,
  ],
  [
    'a body without a media type, told to a remote client',
    replies.unsupportedMediaType(undefined, 'Customer', false),
    415,
    `{"Message":"The request contains an entity body but no Content-Type header. The inferred media type 'application/octet-stream' is not supported for this resource."}`,
  ],
  ['a failure of the gateway', replies.serverError(), 500, '{"Message":"An error has occurred."}'],
];

test.each(cases)('the framework says of %s, byte for byte', (_, reply, status, body) => {
  expect(reply.status).toBe(status);
  expect(reply.root).toBe('Error');
  expect(aspnetJson.encode(reply.body)).toBe(body);
});

test('a 401 asks for credentials, and says when where there were too many', () => {
  const challenge = ['WWW-Authenticate', 'Basic realm="M4"'];
  expect(replies.unauthorized('M4').headers).toEqual(challenge);
  expect(replies.unauthorized('M4', 30).headers).toEqual([...challenge, 'Retry-After', '30']);
});

test('a 405 lists the verbs that are answered', () => {
  expect(replies.methodNotAllowed('PUT', ['GET', 'POST']).headers).toEqual(['Allow', 'GET,POST']);
});

describe('model state names each member after the parameter', () => {
  const problems = [
    { member: 'Bill.City', rule: 'required' },
    { member: 'Name', rule: 'maxLength', limit: 60 },
    { member: 'ID', rule: 'conversion', path: 'id', text: "Could not convert string to integer: x. Path 'id'." },
    { member: 'ID', rule: 'minimum', limit: 1 },
    { member: '[0]', rule: 'type', limit: 'integer' },
    { member: '', rule: 'type', limit: 'object' },
  ];

  test('for local clients with the exceptions', () => {
    expect(replies.modelState('customer', problems, true)).toEqual({
      'customer.Bill.City': ['The City field is required.'],
      'customer.Name': ['The field Name must be a string with a maximum length of 60.'],
      'customer.id': ["Could not convert string to integer: x. Path 'id'."],
      'customer.ID': ['An error has occurred.'],
      'customer[0]': ['An error has occurred.'],
      customer: ['An error has occurred.'],
    });
  });

  test('for remote clients without them', () => {
    expect(replies.modelState('customer', problems.slice(2, 3), false)).toEqual({
      'customer.id': ['An error has occurred.'],
    });
    const reply = replies.invalidModel(replies.modelState('customer', problems.slice(0, 1), false));
    expect(aspnetJson.encode(reply.body)).toBe(
      '{"Message":"The request is invalid.","ModelState":{"customer.Bill.City":["The City field is required."]}}',
    );
  });
});

test.each([
  [texts.noControllerInRoute(uri), `No route providing a controller name was found to match request URI '${uri}'`],
  [texts.noRoute, 'No route data was found for this request.'],
  [texts.propertyRequired('X'), 'The X property is required.'],
  [texts.valueInvalid('abc', 'Int32'), "The value 'abc' is not valid for Int32."],
])('the rarer texts are exact too: %s', (text, expected) => {
  expect(text).toBe(expected);
});
