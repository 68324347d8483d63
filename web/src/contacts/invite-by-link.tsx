import { useId, useState } from 'react'
import { m } from '#catalogue'
import type { NewContactInvite } from '#protocol/contacts'
import { limits } from '#protocol/limits'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { numberText } from '../ui/number'
import { Problem } from '../ui/problem'
import { Select } from '../ui/select'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { InviteRow } from './invite-row'
import { NewInvite } from './new-invite'

const choices = [1, 5, limits.contactInvites.mostUses]

/** Makes links by which people become contacts, and revokes them. */
export function InviteByLink() {
  const { api } = useClient()
  const [round, setRound] = useState(0)
  const [uses, setUses] = useState(1)
  const field = useId()
  const [made, setMade] = useState<NewContactInvite | null>(null)
  const { value: invites, problem } = useFetched(round, api.contactInvites)
  const [make, making] = useAction(async () => {
    setMade(await api.createContactInvite({ uses }))
    setRound(round + 1)
  })
  const [revoke, revoking] = useAction(async (id: string) => {
    await api.revokeContactInvite(id)
    if (id === made?.id) setMade(null)
    setRound(round + 1)
  })

  return (
    <section aria-labelledby="invite-by-link" className="flex flex-col gap-3">
      <h3 id="invite-by-link" className="-mb-1.5 font-bold">
        {m.people_invite_by_link()}
      </h3>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={field}>{m.people_link_uses()}</label>
        <Select id={field} value={uses} onChange={(event) => setUses(Number(event.target.value))}>
          {choices.map((count) => (
            <option key={count} value={count}>
              {numberText(count)}
            </option>
          ))}
        </Select>
      </div>
      <Button disabled={making.isBusy} onClick={() => make()} className="self-start">
        {m.people_make_link()}
      </Button>
      {made && <NewInvite invite={made} key={made.id} />}
      {invites && invites.length > 0 && (
        <ul aria-label={m.people_links()} className="flex flex-col gap-0.5">
          {invites.map((invite) => (
            <InviteRow
              key={invite.id}
              invite={invite}
              isBusy={revoking.isBusy}
              onRevoke={() => revoke(invite.id)}
            />
          ))}
        </ul>
      )}
      <Problem text={making.problem ?? revoking.problem ?? problem} />
    </section>
  )
}
