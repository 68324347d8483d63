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
        <p>Link of {made}</p>
        <p className="text-soft-ink">
          {invite.uses_left === 1 ? 'For 1 person' : `For ${invite.uses_left} people`}, until{' '}
          {dayAndTime(invite.expires_at)}
        </p>
      </div>
      <Button
        aria-label={`Revoke the link of ${made}`}
        disabled={isBusy}
        onClick={onRevoke}
        className="px-3 text-note"
      >
        Revoke
      </Button>
    </li>
  )
}
