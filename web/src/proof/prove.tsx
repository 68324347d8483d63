import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useState } from 'react'
import { m } from '#catalogue'
import { ownDataApi } from '#client/own-data-api'
import { waysInApi } from '#client/ways-in-api'
import { takePasskey } from '../passkeys/device'
import { useClient } from '../shell/client-context'
import { returned } from '../shell/returned'
import { CodeForm } from '../sign-in/code-form'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { ByPassword } from './by-password'
import { ConfirmedElsewhere } from './confirmed-elsewhere'
import type { ProveProps } from './prove-props'

/** Does something once the person has proven by one of the things they have that it is they. */
export function Prove(props: ProveProps) {
  const [isConfirmed, setConfirmed] = useState(returned.settings === props.purpose)
  if (isConfirmed) return <ConfirmedElsewhere {...props} onFailed={() => setConfirmed(false)} />
  return <Ways {...props} />
}

function Ways(props: ProveProps) {
  const { purpose, action, look = 'main', isReady = true, run } = props
  const client = useClient()
  const { value: ways, problem } = useFetched(purpose, () => ownDataApi(client.requester).proofWays())
  const [isAsked, setAsked] = useState(false)
  const askCode = () => ownDataApi(client.requester).requestProofCode(purpose)
  const [ask, asking] = useAction(async () => {
    await askCode()
    setAsked(true)
  })
  const [use, using] = useAction(async () => {
    await run({ credential: await takePasskey(await waysInApi(client.requester).passkeySignInOptions()) })
  })
  const [go, going] = useAction(async (service: string) => {
    const { address } = await waysInApi(client.requester).beginOauth(service, purpose)
    location.assign(address)
  })

  if (!ways) return problem === null ? <Waiting text={m.proof_loading()} /> : <Problem text={problem} />
  if (isAsked) {
    const submit = (code: string) => run({ code })
    return <CodeForm {...{ submit, action, look }} where={m.proof_code_sent()} again={askCode} />
  }
  const hasPasskey = ways.has_passkey && browserSupportsWebAuthn()
  const isBusy = asking.isBusy || using.isBusy || going.isBusy
  const isAny = ways.has_password || ways.has_code || hasPasskey || ways.services.length > 0
  return (
    <fieldset aria-label={m.proof_title()} className="flex flex-col gap-2.5">
      {ways.has_password && <ByPassword {...props} />}
      {ways.has_code && (
        <Button disabled={isBusy || !isReady} onClick={() => ask()}>
          {m.proof_mail_code()}
        </Button>
      )}
      {hasPasskey && (
        <Button disabled={isBusy || !isReady} onClick={() => use()}>
          {using.isBusy ? m.proof_waiting_for_device() : m.proof_use_passkey()}
        </Button>
      )}
      {ways.services.map(({ id, label }) => (
        <Button key={id} disabled={isBusy || !isReady} onClick={() => go(id)}>
          {m.proof_confirm_with({ service: label })}
        </Button>
      ))}
      {!isAny && <p className="text-note">{m.proof_none()}</p>}
      <Problem text={asking.problem ?? using.problem ?? going.problem} />
    </fieldset>
  )
}
