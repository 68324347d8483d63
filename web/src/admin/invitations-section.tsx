import { useState } from 'react'
import { limits } from '#protocol/limits'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { useForm } from '../ui/use-form'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'

const states = { open: 'Open', used_up: 'Used up', expired: 'Run out', revoked: 'Taken back' }

/** Makes links by which people open accounts, and takes them back. */
export function InvitationsSection() {
  const api = useAdminApi()
  const [round, setRound] = useState(0)
  const { value: invitations, problem } = useFetched(round, api.invitations)
  const [revoke, revoking] = useAction(async (id: string) => {
    await api.revokeInvitation(id)
    setRound(round + 1)
  })

  return (
    <>
      <NewInvitation onMade={() => setRound(round + 1)} />
      {!invitations && problem === null && <Waiting text="Loading…" />}
      {invitations?.length === 0 && <p className="text-soft-ink">Nobody has been invited yet.</p>}
      <ul
        aria-label="Invitations"
        className="divide-y divide-line rounded-medium border border-line bg-sheet empty:hidden"
      >
        {invitations?.map((one) => (
          <li key={one.id} className="flex items-center gap-3 px-3 py-2">
            <div className="min-w-0 flex-1 text-note">
              <p className="font-semibold">
                {states[one.state]}, {one.uses} of {one.most_uses} used
              </p>
              <p className="text-small text-soft-ink">
                By {one.created_by?.username ?? 'the command line'}, good until {dayAndTime(one.expires_at)}
              </p>
            </div>
            {one.state === 'open' && (
              <Button
                aria-label={`Take back the invitation good until ${dayAndTime(one.expires_at)}`}
                disabled={revoking.isBusy}
                onClick={() => revoke(one.id)}
                className="px-3 text-note"
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem text={problem ?? revoking.problem} />
    </>
  )
}

function NewInvitation({ onMade }: { onMade: () => void }) {
  const api = useAdminApi()
  const [link, setLink] = useState<string | null>(null)
  const { days, uses } = limits.invitation
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['uses', 'days'], async (data) => {
    const made = await api.invite({ uses: Number(textOf(data, 'uses')), days: Number(textOf(data, 'days')) })
    setLink(made.link)
    onMade()
  })

  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      aria-label="New invitation"
      className="flex flex-col gap-3 rounded-medium border border-line bg-sheet p-3"
    >
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="For how many people"
          name="uses"
          type="number"
          min={1}
          max={uses.most}
          defaultValue={uses.usual}
          required
          problem={problemOf('uses')}
        />
        <Field
          label="For how many days"
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
        Make a link
      </Button>
      <div role="status" className="empty:hidden">
        {link !== null && <NewLink link={link} />}
      </div>
    </form>
  )
}

function NewLink({ link }: { link: string }) {
  const [copy, { problem }] = useAction(() => navigator.clipboard.writeText(link))
  return (
    <div className="flex flex-col gap-2 rounded-medium bg-accent-wash p-3">
      <p className="text-note">Send this link to those you invite. It is shown this once.</p>
      <p className="font-mono text-small wrap-anywhere select-all">{link}</p>
      {window.isSecureContext && (
        <Button onClick={() => copy()} className="self-start">
          Copy
        </Button>
      )}
      <Problem text={problem} />
    </div>
  )
}
