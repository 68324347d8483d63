import { m } from '#catalogue'
import { useNameOf } from '../../people/person'
import { useClient, useReadable } from '../../shell/client-context'
import type { Desk } from '../desk'
import { noTalk, type TalkState } from '../peer/talk'
import { endSentence, qualitySentences, stepSentences } from '../sentences'
import { stepOf } from '../step'
import { wanted } from '../wanted'

/** Says politely what becomes of the call, for those who do not see it. */
export function CallNews({ desk }: { desk: Desk }) {
  const nameOf = useNameOf()
  const current = useReadable(useClient().calls.current)
  const asked = useReadable(wanted)
  const state = useReadable(desk.state)
  const talk = useReadable(state.talk?.state ?? noTalk)
  const held = asked === null && current?.isHere ? current : null
  const peer = asked?.peer ?? held?.peer
  const step = stepOf(held?.call ?? null, state, talk.path)

  function news(): string {
    if (!peer) return ''
    const name = nameOf(peer)
    if (step === 'refused') return ''
    if (step === 'ended') return endSentence(held?.call.end ?? null, held?.isCaller ?? false, name)
    return step === 'open' ? openNews(talk, name) : stepSentences[step]({ name })
  }

  return (
    <p role="status" className="sr-only">
      {news()}
    </p>
  )
}

/** One piece of news at a time: what stands in the way of talking comes before what one might see. */
function openNews({ quality, other }: TalkState, name: string): string {
  if (quality === 'bad') return qualitySentences.bad()
  if (other.is_muted) return m.calls_other_muted({ name })
  if (other.picture === 'screen') return m.calls_other_screen({ name })
  if (other.picture === 'camera') return m.calls_other_camera({ name })
  return stepSentences.open({ name })
}
