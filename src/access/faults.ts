/** Why a caller is turned away. */
export type AccessFaultCode = 'unauthenticated' | 'login-limited';
