import { AddContactPage } from '../contacts/add-contact-page'
import { asForGuest } from '../guests/as-for-guest'
import { ConfirmEmailPage } from '../sign-in/confirm-email-page'
import { ResetPage } from '../sign-in/reset-page'
import { SignInPage } from '../sign-in/sign-in-page'
import { Button } from '../ui/button'
import { Waiting } from '../ui/waiting'
import { MeProvider, ServerProvider, useClient, useReadable, useServer } from './client-context'
import { place } from './router'
import { useParting } from './use-parting'

import { useStart } from './use-start'
import { useWaking } from './use-waking'
import { Workspace } from './workspace'

/** The whole page: nothing until it is known who is signed in, then signing in or the workspace. */
export function App() {
  const client = useClient()
  const session = useReadable(client.session)
  const { server, problem, start } = useStart()
  useWaking()
  useParting()

  if (problem !== null && server === null) return <Unreachable problem={problem} onRetry={start} />
  if (server === null || session.phase === 'unknown') return <Waiting text="Opening Natter…" />
  return (
    <ServerProvider value={server}>
      <Page />
    </ServerProvider>
  )
}

/** Mailed links are followed whoever is signed in here. */
function Page() {
  const server = useServer()
  const session = useReadable(useClient().session)
  const { page } = useReadable(place)
  if (page === 'reset_password') return <ResetPage />
  if (page === 'confirm_email') return <ConfirmEmailPage />
  if (session.phase !== 'signed_in') return <SignInPage />
  return (
    <MeProvider value={session.me} key={session.me.id}>
      <ServerProvider value={session.me.is_guest ? asForGuest(server) : server}>
        {page === 'add_contact' ? <AddContactPage /> : <Workspace />}
      </ServerProvider>
    </MeProvider>
  )
}

function Unreachable({ problem, onRetry }: { problem: string; onRetry: () => void }) {
  return (
    <main className="grid h-full place-content-center justify-items-center gap-4 p-6 text-center">
      <p role="alert">{problem}</p>
      <Button look="main" onClick={onRetry}>
        Try again
      </Button>
    </main>
  )
}
