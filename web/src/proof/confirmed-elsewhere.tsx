import { m } from '#catalogue'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import type { ProveProps } from './prove-props'

/** For who has just come back from another service that says who they are: it is good once, for ten minutes. */
export function ConfirmedElsewhere({
  action,
  look = 'main',
  isReady = true,
  run,
  onFailed,
}: ProveProps & { onFailed: () => void }) {
  const [go, { isBusy, problem }] = useAction(() => run({}))
  if (problem !== null) {
    return (
      <>
        <Problem text={problem} />
        <Button onClick={onFailed}>{m.proof_title()}</Button>
      </>
    )
  }
  return (
    <>
      <p role="status" className="text-note">
        {m.proof_confirmed()}
      </p>
      <Button look={look} disabled={isBusy || !isReady} onClick={() => go()}>
        {isBusy ? m.proof_working() : action}
      </Button>
    </>
  )
}
