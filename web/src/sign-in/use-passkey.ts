import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import { useEffect, useState } from 'react'
import { ApiError } from '#client/api-error'
import type { Client } from '#client/client'
import { waysInApi } from '#client/ways-in-api'
import type { UsedPasskey } from '#protocol/passkeys'
import { offerPasskeys, takePasskey } from '../passkeys/device'
import { useClient, usePolicy } from '../shell/client-context'
import { explain } from '../ui/explain'
import { useAction } from '../ui/use-action'

/** Whether people can sign in with a passkey, here and in this browser. */
export function useHasPasskeys(): boolean {
  return usePolicy()['sign_in.passkey'] && browserSupportsWebAuthn()
}

/** Signs in with a passkey, for a button. */
export function usePasskey() {
  const client = useClient()
  return useAction(async () => {
    const credential = await takePasskey(await waysInApi(client.requester).passkeySignInOptions())
    client.accept(await waysInApi(client.requester).signInWithPasskey(credential))
  })
}

/**
 * While the form is there, passkeys are among what the browser offers for the field of the username.
 * @returns why the one that was picked there signed nobody in
 */
export function usePasskeyAutofill(): string | null {
  const client = useClient()
  const hasPasskeys = useHasPasskeys()
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (!hasPasskeys) return
    let isWanted = true
    async function offer() {
      const credential = await pickedPasskey(client, () => isWanted)
      if (credential) client.accept(await waysInApi(client.requester).signInWithPasskey(credential))
    }
    offer().catch((error: unknown) => setProblem(explain(error)))
    return () => {
      isWanted = false
      WebAuthnAbortService.cancelCeremony()
    }
  }, [client, hasPasskeys])
  return problem
}

/**
 * Nobody has asked to be offered passkeys, so nobody is told when they cannot be: the button for it tells. Nor is it a
 * fault when the field they would be offered for has gone meanwhile.
 */
async function pickedPasskey(client: Client, isWanted: () => boolean): Promise<UsedPasskey | null> {
  try {
    if (!(await browserSupportsWebAuthnAutofill()) || !isWanted()) return null
    const options = await waysInApi(client.requester).passkeySignInOptions()
    return isWanted() ? await offerPasskeys(options) : null
  } catch (error) {
    if (error instanceof ApiError || !isWanted()) return null
    throw error
  }
}
