import { m } from '#catalogue'
import type { Contact } from '#protocol/contacts'
import { Face } from '../people/face'
import { useProfile } from '../people/person'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { Naming } from '../ui/naming'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useContacts } from './use-contacts'

interface Props {
  /** Hears what was done, for people. */
  onDone: (text: string) => void
}

/** Who asks to become a contact. */
export function Requests({ onDone }: Props) {
  const requests = useContacts('requested')
  if (requests.length === 0) return null
  return (
    <section aria-labelledby="requests">
      <h3 id="requests" className="mb-1.5 font-bold">
        {m.people_requests()}
      </h3>
      <ul className="flex flex-col gap-2">
        {requests.map((request) => (
          <Request key={request.user.id} request={request} onDone={onDone} />
        ))}
      </ul>
    </section>
  )
}

function Request({ request: { user }, onDone }: Props & { request: Contact }) {
  const { api } = useClient()
  const { id, username } = user
  const name = useProfile(id)?.display_name ?? username
  const [accept, accepting] = useAction(async () => {
    await api.acceptContact(id)
    onDone(m.people_is_contact({ name }))
  })
  const [decline, declining] = useAction(async () => {
    await api.removeContact(id)
    onDone(m.people_declined({ name }))
  })
  const isBusy = accepting.isBusy || declining.isBusy

  return (
    <li className="flex flex-col gap-2 rounded-medium border border-line bg-sheet p-3">
      <div className="flex items-center gap-2.5">
        <Face id={id} name={username} size="small" />
        <p className="min-w-0 flex-1 wrap-anywhere">
          <Naming name={name} sentence={(name) => m.people_asks({ name })} />
        </p>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <Button
          look="main"
          disabled={isBusy}
          aria-label={m.people_accept_named({ name })}
          onClick={() => accept()}
        >
          {m.people_accept()}
        </Button>
        <Button disabled={isBusy} aria-label={m.people_decline_named({ name })} onClick={() => decline()}>
          {m.people_decline()}
        </Button>
        <ConfirmedAction
          label={m.people_block()}
          question={m.people_block_question({ name })}
          confirm={m.people_block_named({ name })}
          action={async () => {
            await api.blockContact(id)
            onDone(m.people_is_blocked({ name }))
          }}
        />
      </div>
      <Problem text={accepting.problem ?? declining.problem} />
    </li>
  )
}
