import { SignInPage } from '../sign-in/sign-in-page'
import { Button } from '../ui/button'
import { Waiting } from '../ui/waiting'
import { MeProvider, PolicyProvider, useClient, useReadable } from './client-context'
import { useParting } from './use-parting'
import { useStart } from './use-start'
import { useWaking } from './use-waking'
import { Workspace } from './workspace'

/** The whole page: nothing until it is known who is signed in, then signing in or the workspace. */
export function App() {
  const client = useClient()
  const session = useReadable(client.session)
  const { policy, problem, start } = useStart()
  useWaking()
  useParting()

  if (problem !== null) return <Unreachable problem={problem} onRetry={start} />
  if (policy === null || session.phase === 'unknown') return <Waiting text="Opening Natter…" />
  return (
    <PolicyProvider value={policy}>
      {session.phase === 'signed_in' ? (
        <MeProvider value={session.me} key={session.me.id}>
          <Workspace />
        </MeProvider>
      ) : (
        <SignInPage />
      )}
    </PolicyProvider>
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
