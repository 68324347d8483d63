import { m } from '#catalogue'
import type { ContactInvite } from '#protocol/contacts'
import { Button } from '../ui/button'
import { dayAndTime } from '../ui/time'

interface Props {
  invite: ContactInvite
  isBusy: boolean
  onRevoke: () => void
}

/** A link that is still good. What it was is told only when it is made. */
export function InviteRow({ invite, isBusy, onRevoke }: Props) {
  const made = dayAndTime(invite.created_at)
  return (
    <li className="flex min-h-11 items-center gap-2">
      <div className="min-w-0 flex-1 text-small">
        <p>{m.people_link_of({ when: made })}</p>
        <p className="text-soft-ink">
          {m.people_link_for({ count: invite.uses_left, when: dayAndTime(invite.expires_at) })}
        </p>
      </div>
      <Button
        aria-label={m.people_revoke_named({ when: made })}
        disabled={isBusy}
        onClick={onRevoke}
        className="px-3 text-note"
      >
        {m.people_revoke()}
      </Button>
    </li>
  )
}
