import { returned, sentenceFor } from '../shell/returned'
import { Problem } from '../ui/problem'

/** Why somebody whom another service sent back here did not come in. What was not found is the invitation they brought. */
export function ReturnedProblem() {
  const sentence = sentenceFor(returned.problem === 'not_found' ? 'gone' : returned.problem)
  return <div className="mb-4 empty:hidden">{sentence && <Problem text={sentence} />}</div>
}
