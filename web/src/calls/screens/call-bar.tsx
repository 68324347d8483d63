import { m } from '#catalogue'
import { keyTable } from '../../keys/table'
import { Face } from '../../people/face'
import { IconButton } from '../../ui/button'
import { useOwnState } from '../use-own-state'
import { HangUp, Toggle } from './call-controls'
import { CallStatus } from './call-status'
import type { PartProps } from './part-props'
import { Picture } from './picture'

/** The call as one line, so that one can go on reading and writing in any room. */
export function CallBar({ desk, peer, name, step, talk, onLarger }: PartProps & { onLarger: () => void }) {
  const state = useOwnState(desk)
  const own = desk.state.get().own
  const shown = talk.other.picture === 'none' ? null : talk.otherPicture
  return (
    <div className="flex items-center gap-2 px-3 pt-[max(0.5rem,var(--safe-top))] pb-2">
      {shown ? (
        <span className="h-11 w-16 shrink-0 overflow-hidden rounded-small">
          <Picture stream={shown} label={m.calls_picture_of({ name })} />
        </span>
      ) : (
        <Face id={peer.id} name={peer.username} size="small" />
      )}
      <CallStatus {...{ name, step, talk }} />
      {state && own && (
        <Toggle
          icon={state.isMuted ? 'microphone_off' : 'microphone'}
          label={m.calls_mute()}
          keys={keyTable.mute.combos[0]}
          isPressed={state.isMuted}
          onPress={() => own.mute(!state.isMuted)}
        />
      )}
      <HangUp desk={desk} step={step} />
      <IconButton icon="grow" label={m.calls_larger()} onClick={onLarger} />
    </div>
  )
}
