import { useState } from 'react'
import { m } from '#catalogue'
import type { Invitation, NewInvitation as Made } from '#protocol/admin'
import { limits } from '#protocol/limits'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { numberText } from '../ui/number'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { useForm } from '../ui/use-form'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'

const states = {
  open: m.admin_invitation_open,
  used_up: m.admin_invitation_used_up,
  expired: m.admin_invitation_expired,
  revoked: m.admin_invitation_revoked,
}

/** Makes links by which people open accounts, and takes them back. */
export function InvitationsSection() {
  const api = useAdminApi()
  const [round, setRound] = useState(0)
  const [made, setMade] = useState<Made | null>(null)
  const { value: invitations, problem } = useFetched(round, api.invitations)
  const [revoke, revoking] = useAction(async (id: string) => {
    await api.revokeInvitation(id)
    if (id === made?.id) setMade(null)
    setRound(round + 1)
  })

  return (
    <>
      <NewInvitation
        made={made}
        onMade={(invitation) => {
          setMade(invitation)
          setRound(round + 1)
        }}
      />
      {!invitations && problem === null && <Waiting text={m.ui_loading()} />}
      {invitations?.length === 0 && <p className="text-soft-ink">{m.admin_nobody_invited()}</p>}
      <ul
        aria-label={m.admin_invitations()}
        className="divide-y divide-line rounded-medium border border-line bg-sheet empty:hidden"
      >
        {invitations?.map((one) => (
          <li key={one.id} className="flex items-center gap-3 px-3 py-2">
            <div className="min-w-0 flex-1 text-note">
              <p className="font-semibold">
                {states[one.state]({ uses: numberText(one.uses), most: numberText(one.most_uses) })}
              </p>
              <p className="text-small text-soft-ink">{originOf(one)}</p>
            </div>
            {one.state === 'open' && (
              <Button
                aria-label={m.admin_take_back_named({ when: dayAndTime(one.expires_at) })}
                disabled={revoking.isBusy}
                onClick={() => revoke(one.id)}
                className="px-3 text-note"
              >
                {m.admin_take_back()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem text={problem ?? revoking.problem} />
    </>
  )
}

function originOf({ created_by: creator, expires_at }: Invitation): string {
  const when = dayAndTime(expires_at)
  if (!creator) return m.admin_invitation_by_command({ when })
  return m.admin_invitation_by({ name: creator.username, when })
}

function NewInvitation({ made, onMade }: { made: Made | null; onMade: (made: Made) => void }) {
  const api = useAdminApi()
  const { days, uses } = limits.invitation
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['uses', 'days'], async (data) => {
    onMade(await api.invite({ uses: Number(textOf(data, 'uses')), days: Number(textOf(data, 'days')) }))
  })

  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      aria-label={m.admin_new_invitation()}
      className="flex flex-col gap-3 rounded-medium border border-line bg-sheet p-3"
    >
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={m.admin_for_people()}
          name="uses"
          type="number"
          min={1}
          max={uses.most}
          defaultValue={uses.usual}
          required
          problem={problemOf('uses')}
        />
        <Field
          label={m.admin_for_days()}
          name="days"
          type="number"
          min={1}
          max={days.most}
          defaultValue={days.usual}
          required
          problem={problemOf('days')}
        />
      </div>
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {m.admin_make_link()}
      </Button>
      <div role="status" className="empty:hidden">
        {made && <NewLink link={made.link} />}
      </div>
    </form>
  )
}

function NewLink({ link }: { link: string }) {
  const [copy, { problem }] = useAction(() => navigator.clipboard.writeText(link))
  return (
    <div className="flex flex-col gap-2 rounded-medium bg-accent-wash p-3">
      <p className="text-note">{m.admin_link_note()}</p>
      <p className="font-mono text-small wrap-anywhere select-all">{link}</p>
      {window.isSecureContext && (
        <Button onClick={() => copy()} className="self-start">
          {m.ui_copy()}
        </Button>
      )}
      <Problem text={problem} />
    </div>
  )
}
