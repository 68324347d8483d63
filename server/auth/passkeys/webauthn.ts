/** What checks passkeys. It takes a tenth of a second to load, which no start should wait for. */
export const webauthn = () => import('@simplewebauthn/server')
