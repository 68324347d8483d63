import { Face } from '../people/face'
import { useMe, usePolicy } from '../shell/client-context'
import { adminPath, Link } from '../shell/router'
import { Dialog } from '../ui/dialog'
import { ChangePassword } from './change-password'
import { DeleteAccount } from './delete-account'
import { EmailNote } from './email-note'
import { Privacy } from './privacy'

import { SessionList } from './session-list'
import { SignOut } from './sign-out'
import { ThemeChoice } from './theme-choice'
import { WaysIn } from './ways-in'

/** What belongs to oneself: the account, the colours, what others learn, where one is signed in. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const policy = usePolicy()
  return (
    <Dialog title="Settings" onClose={onClose}>
      <div className="flex flex-col gap-6 py-1">
        <div className="flex items-center gap-3">
          <Face id={me.id} name={me.username} size="large" />
          <div className="min-w-0">
            <p className="truncate text-title font-bold">{me.username}</p>
            {me.email && <p className="truncate text-note text-soft-ink">{me.email}</p>}
            {me.phone && <p className="text-note text-soft-ink">{me.phone}</p>}
          </div>
        </div>
        {me.email && !me.is_email_confirmed && <EmailNote />}
        {me.role !== 'member' && (
          <Link
            href={adminPath}
            onClick={onClose}
            className="inline-flex min-h-10 items-center justify-center rounded-medium border border-field-line bg-sheet px-4 hover:bg-shade pointer-coarse:min-h-11"
          >
            Run this server
          </Link>
        )}
        <ThemeChoice />
        <WaysIn />
        {!me.is_guest && <Privacy />}
        {!me.is_guest && <SessionList />}
        {me.has_password && policy['sign_in.password'] && <ChangePassword />}
        <SignOut />
        {!me.is_guest && <DeleteAccount />}
      </div>
    </Dialog>
  )
}
