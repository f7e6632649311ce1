/** Why a caller is turned away. */
export const accessFaultCodes = ['unauthenticated', 'login-limited'] as const;

export type AccessFaultCode = (typeof accessFaultCodes)[number];
