import { useState } from 'react'
import { m } from '#catalogue'
import { waysInApi } from '#client/ways-in-api'
import type { OauthProvider } from '#protocol/oauth'
import { useClient } from '../shell/client-context'
import { returned, sentenceFor } from '../shell/returned'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'

/** Other services that can be connected to one's account, to sign in through them. */
export function ConnectedServices({ providers }: { providers: readonly OauthProvider[] }) {
  const client = useClient()
  const [round, setRound] = useState(0)
  const { value: identities, problem } = useFetched(round, waysInApi(client.requester).identities)
  const [change, changing] = useAction(async (id: string, isConnected: boolean) => {
    if (!isConnected) {
      const { address } = await waysInApi(client.requester).beginOauth(id, 'connect')
      return location.assign(address)
    }
    await waysInApi(client.requester).disconnect(id)
    setRound(round + 1)
  })
  const failed = returned.settings === 'connected' ? null : sentenceFor(returned.settings)

  return (
    <>
      <ul className="divide-y divide-line rounded-medium border border-line bg-sheet">
        {providers.map(({ id, label }) => {
          const isConnected = identities?.some(({ provider }) => provider === id) ?? false
          return (
            <li key={id} className="flex items-center gap-3 px-3 py-2 text-note">
              <div className="min-w-0 flex-1">
                <p className="truncate font-semibold">{label}</p>
                <p className="text-small text-soft-ink">
                  {isConnected ? m.settings_connected() : m.settings_not_connected()}
                </p>
              </div>
              <Button
                aria-label={
                  isConnected
                    ? m.settings_disconnect_named({ service: label })
                    : m.settings_connect_named({ service: label })
                }
                disabled={!identities || changing.isBusy}
                onClick={() => change(id, isConnected)}
                className="px-3 text-note"
              >
                {isConnected ? m.settings_disconnect() : m.settings_connect()}
              </Button>
            </li>
          )
        })}
      </ul>
      <Problem text={problem ?? changing.problem ?? failed} />
    </>
  )
}
