import { useEffect } from 'react'
import { m } from '#catalogue'
import { baseLocale } from '#locale'
import type { ServerInfo } from '#protocol/server-info'
import { asForGuest } from '../guests/as-for-guest'
import { Button } from '../ui/button'
import { language } from '../ui/language'
import { onDemand } from '../ui/on-demand'
import { learnPreciseProblems } from '../ui/problem-text'
import { Tips } from '../ui/tips'
import { Waiting } from '../ui/waiting'
import { MeProvider, ServerProvider, useClient, useReadable, useServer } from './client-context'
import { place } from './router'
import { useParting } from './use-parting'
import { useStart } from './use-start'
import { useWaking } from './use-waking'
import { Workspace } from './workspace'

// Whoever is signed in already needs none of these.
const AddContactPage = onDemand(async () => (await import('../contacts/add-contact-page')).AddContactPage)
const ConfirmEmailPage = onDemand(
  async () => (await import('../sign-in/confirm-email-page')).ConfirmEmailPage,
)
const ResetPage = onDemand(async () => (await import('../sign-in/reset-page')).ResetPage)
const SignInPage = onDemand(async () => (await import('../sign-in/sign-in-page')).SignInPage)

interface Props {
  /** What the server has said of itself at another time, if that is known already. */
  kept: ServerInfo | null
}

/** The whole page: nothing until it is known who is signed in, then signing in or the workspace. */
export function App({ kept }: Props) {
  const client = useClient()
  const session = useReadable(client.session)
  const { server, problem, start } = useStart(kept)
  const shownLanguage = useReadable(language)
  useWaking()
  useEffect(() => {
    if (shownLanguage !== baseLocale) learnPreciseProblems()
  }, [shownLanguage])
  useParting()

  if (problem !== null && server === null) return <Unreachable problem={problem} onRetry={start} />
  if (server === null || session.phase === 'unknown') return <Waiting text={m.shell_opening()} />
  return (
    <ServerProvider value={server}>
      <Page key={shownLanguage} />
      <Tips />
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
        {m.ui_try_again()}
      </Button>
    </main>
  )
}
