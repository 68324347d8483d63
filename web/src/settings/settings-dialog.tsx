import { Face } from '../people/face'
import { useMe } from '../shell/client-context'
import { Dialog } from '../ui/dialog'
import { Privacy } from './privacy'
import { SessionList } from './session-list'
import { SignOut } from './sign-out'
import { ThemeChoice } from './theme-choice'
import { WaysIn } from './ways-in'

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
        <ThemeChoice />
        <WaysIn />
        {!me.is_guest && <Privacy />}
        {!me.is_guest && <SessionList />}
        <SignOut />
      </div>
    </Dialog>
  )
}
