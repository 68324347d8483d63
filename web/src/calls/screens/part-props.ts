import type { Desk } from '../desk'
import type { TalkState } from '../peer/talk'
import type { Step } from '../step'

/** What the parts of a call's panel show. */
export interface PartProps {
  desk: Desk
  peer: { id: string; username: string }
  /** What the other side is called. */
  name: string
  step: Step
  talk: TalkState
}
