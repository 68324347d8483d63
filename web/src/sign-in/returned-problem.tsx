import { returned, sentenceFor } from '../shell/returned'
import { Problem } from '../ui/problem'

/** What another service that sent somebody back here had to say. */
export function ReturnedProblem() {
  return (
    <div className="mb-4 empty:hidden">
      {returned.problem && <Problem text={sentenceFor(returned.problem)} />}
    </div>
  )
}
