import { Face } from '../people/face'
import { useMe } from '../shell/client-context'
import { adminPath, Link } from '../shell/router'
import { Dialog } from '../ui/dialog'
import { Privacy } from './privacy'
import { SessionList } from './session-list'
import { SignOut } from './sign-out'
import { ThemeChoice } from './theme-choice'

/** What belongs to oneself: the account, the colours, what others learn, where one is signed in. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  return (
    <Dialog title="Settings" onClose={onClose}>
      <div className="flex flex-col gap-6 py-1">
        <div className="flex items-center gap-3">
          <Face id={me.id} name={me.username} size="large" />
          <div className="min-w-0">
            <p className="truncate text-title font-bold">{me.username}</p>
            {me.email && <p className="truncate text-note text-soft-ink">{me.email}</p>}
          </div>
        </div>
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
        <Privacy />
        <SessionList />
        <SignOut />
      </div>
    </Dialog>
  )
}
