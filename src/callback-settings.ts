/** The settings of telling others what happened. */
export const callbackOptions = {
  callbackTimeout: {
    doc: 'seconds a receiver of callbacks may take',
    format: 'patience',
    default: 10,
    env: 'GATEWAY_CALLBACK_TIMEOUT',
  },
  callbackAttempts: {
    doc: 'failures after which a delivery is given up; 5 at least',
    format: 'attempts',
    default: 15,
    env: 'GATEWAY_CALLBACK_ATTEMPTS',
  },
  callbackAllowPrivate: {
    doc: 'deliver to addresses that are not public, too',
    format: 'switch',
    default: false,
    env: 'GATEWAY_CALLBACK_ALLOW_PRIVATE',
  },
};
