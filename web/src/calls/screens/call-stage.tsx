import { m } from '#catalogue'
import { Face } from '../../people/face'
import { IconButton } from '../../ui/button'
import { Problem } from '../../ui/problem'
import { useOwnState } from '../use-own-state'
import { CallControls } from './call-controls'
import { CallStatus } from './call-status'
import type { PartProps } from './part-props'
import { Picture } from './picture'

/** The call at full size: the other side, oneself in a corner, and what can be done. */
export function CallStage({
  desk,
  peer,
  name,
  step,
  talk,
  onSmaller,
}: PartProps & { onSmaller: () => void }) {
  const own = useOwnState(desk)
  const { other, otherPicture } = talk
  const shown = other.picture === 'none' ? null : otherPicture
  const ownTrack = own?.screen ?? own?.camera ?? null

  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)_auto] pt-[env(safe-area-inset-top)] pr-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)] pl-[env(safe-area-inset-left)] wide:h-[min(56dvh,36rem)] wide:px-0 wide:pt-[var(--safe-top)] wide:pb-0">
      <div className="flex items-center gap-3 py-2 ps-4 pe-2">
        <CallStatus {...{ name, step, talk }} />
        <IconButton icon="shrink" label={m.calls_smaller()} onClick={onSmaller} />
      </div>
      <div className="relative mx-2 overflow-hidden rounded-large bg-line/40">
        {shown ? (
          <Picture stream={shown} label={m.calls_picture_of({ name })} isWhole={other.picture === 'screen'} />
        ) : (
          <div className="grid h-full place-content-center justify-items-center gap-2">
            <Face id={peer.id} name={peer.username} size="large" />
          </div>
        )}
        {ownTrack && (
          <div className="absolute end-3 bottom-3 aspect-video w-[28%] max-w-48 min-w-28 overflow-hidden rounded-medium border border-line bg-shade shadow-sheet">
            <Picture
              track={ownTrack}
              label={m.calls_own_picture()}
              isMirrored={ownTrack === own?.camera}
              isWhole={ownTrack === own?.screen}
            />
          </div>
        )}
      </div>
      <div className="px-2 py-2">
        <Problem text={own?.problem ?? null} />
        <CallControls desk={desk} step={step} />
      </div>
    </div>
  )
}
