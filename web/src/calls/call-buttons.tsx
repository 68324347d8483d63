import { m } from '#catalogue'
import type { CallMedia } from '#protocol/calls'
import { useNameOf } from '../people/person'
import { IconButton } from '../ui/button'
import { CallScreens } from './call-layer'
import { useIsCalling } from './use-may-call'
import { type Wanted, wanted } from './wanted'

interface Props extends Omit<Wanted, 'media'> {
  onCall?: () => void
}

/** Calls somebody, with or without a picture. What does it is fetched when one of them is pointed at. */
export function CallButtons({ to, peer, onCall }: Props) {
  const name = useNameOf()(peer)
  const isBusy = useIsCalling()
  const early = { onPointerEnter: CallScreens.prefetch, onFocus: CallScreens.prefetch }
  const start = (media: CallMedia) => () => {
    onCall?.()
    wanted.set({ to, peer, media })
  }
  return (
    <>
      <IconButton
        icon="phone"
        label={m.calls_call({ name })}
        disabled={isBusy}
        onClick={start('audio')}
        {...early}
      />
      <IconButton
        icon="video"
        label={m.calls_call_video({ name })}
        disabled={isBusy}
        onClick={start('video')}
        {...early}
      />
    </>
  )
}
