import { ApiError } from '#client/api-error'

/** Waits for a sign-in. Where what was given was right and a passkey is asked for as well, says so instead of failing. */
export async function unlessPasskey(signingIn: Promise<void>, onPasskeyRequired: () => void): Promise<void> {
  try {
    await signingIn
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'passkey_required')) throw error
    onPasskeyRequired()
  }
}
