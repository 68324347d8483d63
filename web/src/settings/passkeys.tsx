import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useState } from 'react'
import { m } from '#catalogue'
import { waysInApi } from '#client/ways-in-api'
import { useClient } from '../shell/client-context'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { AddPasskey } from './add-passkey'
import { PasskeyRow } from './passkey-row'

/** One's passkeys, and whether one is asked for after the password. */
export function Passkeys() {
  const client = useClient()
  const [round, setRound] = useState(0)
  const { value, problem } = useFetched(round, waysInApi(client.requester).passkeys)
  const changed = () => setRound(round + 1)
  const [require, requiring] = useAction(async (isRequired: boolean) => {
    await waysInApi(client.requester).requirePasskey(isRequired)
    changed()
  })
  if (!value) return problem === null ? <Waiting text={m.ui_loading()} /> : <Problem text={problem} />

  const { passkeys, is_required: isRequired } = value
  return (
    <>
      {passkeys.length > 0 ? (
        <ul
          aria-label={m.settings_passkeys()}
          className="divide-y divide-line rounded-medium border border-line bg-sheet"
        >
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onChanged={changed} />
          ))}
        </ul>
      ) : (
        <p className="text-note text-soft-ink">{m.settings_passkeys_note()}</p>
      )}
      {browserSupportsWebAuthn() && <AddPasskey onAdded={changed} />}
      {passkeys.length > 0 && (
        <label className="flex min-h-10 items-center gap-2.5 text-note pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={isRequired}
            disabled={requiring.isBusy}
            onChange={(event) => require(event.target.checked)}
            className="size-4.5 accent-accent"
          />
          {m.settings_passkey_required()}
        </label>
      )}
      <Problem text={problem ?? requiring.problem} />
    </>
  )
}
