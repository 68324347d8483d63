import { m } from '#catalogue'
import type { CallMedia } from '#protocol/calls'
import { useNameOf } from '../people/person'
import { useClient, useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { type Wanted, wanted } from './wanted'

interface Props extends Omit<Wanted, 'media'> {
  onCall?: () => void
}

/** Calls somebody, with or without a picture. */
export function CallButtons({ to, peer, onCall }: Props) {
  const name = useNameOf()(peer)
  const call = useReadable(useClient().calls.current)
  const isBusy = useReadable(wanted) !== null || (call !== null && call.call.phase !== 'ended')
  const start = (media: CallMedia) => () => {
    onCall?.()
    wanted.set({ to, peer, media })
  }
  return (
    <>
      <IconButton icon="phone" label={m.calls_call({ name })} disabled={isBusy} onClick={start('audio')} />
      <IconButton
        icon="video"
        label={m.calls_call_video({ name })}
        disabled={isBusy}
        onClick={start('video')}
      />
    </>
  )
}
