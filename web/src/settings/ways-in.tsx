import { usePolicy, useServer } from '../shell/client-context'
import { ConnectedServices } from './connected-services'
import { Passkeys } from './passkeys'

/** The ways to sign in that one has beside the password. Renders nothing where there are none. */
export function WaysIn() {
  const policy = usePolicy()
  const { oauth_providers: providers } = useServer()
  if (!policy['sign_in.passkey'] && providers.length === 0) return null
  return (
    <section aria-labelledby="ways-in" className="flex flex-col gap-3">
      <h3 id="ways-in" className="-mb-1.5 font-bold">
        Ways to sign in
      </h3>
      {policy['sign_in.passkey'] && <Passkeys />}
      {providers.length > 0 && <ConnectedServices providers={providers} />}
    </section>
  )
}
