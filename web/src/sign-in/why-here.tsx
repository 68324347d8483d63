import { m } from '#catalogue'
import { useClient, useReadable } from '../shell/client-context'
import { LinkNote } from './link-note'
import { ReturnedProblem } from './returned-problem'

const farewells = {
  asked: null,
  ended: m.sign_in_ended,
  deleted: m.sign_in_account_deleted,
}

/** Why somebody is here, where they may not know: what ended, what failed, and what a link is for. */
export function WhyHere() {
  const session = useReadable(useClient().session)
  const farewell = session.phase === 'signed_out' ? farewells[session.why] : null
  return (
    <>
      {farewell && (
        <p role="status" className="mb-4 rounded-medium bg-accent-wash px-3 py-2 text-note">
          {farewell()}
        </p>
      )}
      <ReturnedProblem />
      <LinkNote />
    </>
  )
}
