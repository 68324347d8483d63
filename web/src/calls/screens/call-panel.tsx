import { useRef, useState } from 'react'
import { m } from '#catalogue'
import type { CurrentCall } from '#client/state/current-call'
import { useNameOf } from '../../people/person'
import { useReadable } from '../../shell/client-context'
import { phone, useMedia } from '../../ui/use-media'
import type { Desk } from '../desk'
import { noTalk } from '../peer/talk'
import { stepOf } from '../step'
import { useCallKeys } from '../use-call-keys'
import { useRingback } from '../use-ringback'
import { CallBar } from './call-bar'
import { CallEnding } from './call-ending'
import { CallStage } from './call-stage'
import { CoveringFrame, DockedFrame } from './frames'

interface Props {
  desk: Desk
  peer: { id: string; username: string }
  /** Null until the server knows of it. */
  held: CurrentCall | null
}

/** A call that is held in this tab, from the wish to call until it is put away: over what else there is, or one line of it. */
export function CallPanel({ desk, peer, held }: Props) {
  const name = useNameOf()(peer)
  const isPhone = useMedia(phone)
  const [isSmall, setSmall] = useState(false)
  const origin = useRef<Element>(null)
  const state = useReadable(desk.state)
  const talk = useReadable(state.talk?.state ?? noTalk)
  const step = stepOf(held?.call ?? null, state, talk.path)
  useCallKeys(desk)
  useRingback(step === 'ringing')

  const isOver = step === 'ended' || step === 'refused'
  const Frame = isPhone && !isSmall && !isOver ? CoveringFrame : DockedFrame
  const resize = () => setSmall(!isSmall)
  return (
    <Frame label={m.calls_with({ name })} origin={origin} onSmaller={resize}>
      {isOver ? (
        <CallEnding desk={desk} name={name} held={held} problem={state.problem} />
      ) : isSmall ? (
        <CallBar {...{ desk, peer, name, step, talk }} onLarger={resize} />
      ) : (
        <CallStage {...{ desk, peer, name, step, talk }} onSmaller={resize} />
      )}
    </Frame>
  )
}
