import { loadConfig } from '../../src/config.js';
import { Failure } from '../../src/failure.js';

test('Receivers have 10 seconds, a delivery 15 attempts, and only public addresses are told, unless the settings say otherwise.', () => {
  const usual = { callbackTimeout: 10, callbackAttempts: 15, callbackAllowPrivate: false };
  expect(loadConfig({}, {})).toMatchObject(usual);
  const env = {
    GATEWAY_CALLBACK_TIMEOUT: '3',
    GATEWAY_CALLBACK_ATTEMPTS: '5',
    GATEWAY_CALLBACK_ALLOW_PRIVATE: 'true',
  };
  const set = { callbackTimeout: 3, callbackAttempts: 5, callbackAllowPrivate: true };
  expect(loadConfig({}, env)).toMatchObject(set);
});

test.each([
  ['GATEWAY_CALLBACK_TIMEOUT', '0'],
  ['GATEWAY_CALLBACK_TIMEOUT', 'soon'],
  ['GATEWAY_CALLBACK_ATTEMPTS', '4'],
  ['GATEWAY_CALLBACK_ATTEMPTS', '5.5'],
  ['GATEWAY_CALLBACK_ALLOW_PRIVATE', 'perhaps'],
])('A setting that cannot be is refused at the start: %s=%s', (name, value) => {
  expect(() => loadConfig({}, { [name]: value })).toThrow(Failure);
});
