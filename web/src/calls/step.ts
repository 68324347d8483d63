import type { Call } from '#protocol/calls'
import type { DeskState } from './desk'
import type { TalkState } from './peer/talk'

/** How far a call is that is held here, as its person sees it. */
export type Step = 'asking' | 'refused' | 'ringing' | 'connecting' | 'open' | 'lost' | 'ended'

export function stepOf(call: Call | null, desk: DeskState, path: TalkState['path']): Step {
  if (call === null || call.phase === 'ringing') {
    if (desk.problem !== null) return 'refused'
    return call === null ? 'asking' : 'ringing'
  }
  return call.phase === 'ended' ? 'ended' : path
}
