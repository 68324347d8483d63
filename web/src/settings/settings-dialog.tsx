import { m } from '#catalogue'
import { CallSettings } from '../calls/check/call-settings'
import { NotificationSettings } from '../notifications/notification-settings'
import { Face } from '../people/face'
import { calledBy } from '../people/person'
import { ExportData } from '../proof/export-data'
import { adminPath } from '../shell/address'
import { useMe } from '../shell/client-context'
import { Link } from '../shell/router'
import { Dialog } from '../ui/dialog'
import { DeleteAccount } from './delete-account'
import { EmailNote } from './email-note'
import { LanguageChoice } from './language-choice'
import { LookChoices } from './look-choices'
import { Privacy } from './privacy'
import { Profile } from './profile'
import { SendKeyChoice } from './send-key-choice'
import { SessionList } from './session-list'
import { SignOut } from './sign-out'
import { WaysIn } from './ways-in'

/** What belongs to oneself: the account, the colours, what others learn, where one is signed in. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  return (
    <Dialog title={m.settings_title()} onClose={onClose}>
      <div className="flex flex-col gap-6 py-1">
        <div className="flex items-center gap-3">
          <Face id={me.id} name={me.username} size="large" />
          <div className="min-w-0">
            <p className="truncate text-title font-bold">
              <bdi>{calledBy(me)}</bdi>
            </p>
            {me.display_name !== null && <p className="truncate text-note text-soft-ink">{me.username}</p>}
            {me.email && <p className="truncate text-note text-soft-ink">{me.email}</p>}
            {me.phone && (
              <p className="text-note text-soft-ink">
                <bdi>{me.phone}</bdi>
              </p>
            )}
          </div>
        </div>
        {me.email && !me.is_email_confirmed && <EmailNote />}
        {me.role !== 'member' && (
          <Link
            href={adminPath}
            onClick={onClose}
            className="inline-flex min-h-10 items-center justify-center rounded-medium border border-field-line bg-sheet px-4 hover:bg-shade pointer-coarse:min-h-11"
          >
            {m.settings_run_server()}
          </Link>
        )}
        {!me.is_guest && <Profile />}
        <Appearance />
        {me.is_guest ? (
          <SignOut />
        ) : (
          <>
            <NotificationSettings />
            <CallSettings />
            <Privacy />
            <WaysIn />
            <SessionList />
            <ExportData />
            <Leaving />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** How the page looks and what it speaks, on this device. */
function Appearance() {
  return (
    <section aria-labelledby="appearance" className="flex flex-col gap-3">
      <h3 id="appearance" className="-mb-1.5 font-bold">
        {m.settings_appearance()}
      </h3>
      <LookChoices />
      <LanguageChoice />
      <SendKeyChoice />
    </section>
  )
}

/** For now, or for good. */
function Leaving() {
  return (
    <section aria-labelledby="leaving" className="flex flex-col gap-2">
      <h3 id="leaving" className="-mb-0.5 font-bold">
        {m.settings_leaving()}
      </h3>
      <SignOut />
      <DeleteAccount />
    </section>
  )
}
