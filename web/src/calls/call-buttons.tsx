import { m } from '#catalogue'
import type { CallMedia } from '#protocol/calls'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { type Wanted, wanted } from './wanted'

/** Calls somebody, with or without a picture. Nothing where calls are not allowed. */
export function CallButtons({ to, peer }: Omit<Wanted, 'media'>) {
  const call = useReadable(useClient().calls.current)
  const isBusy = useReadable(wanted) !== null || (call !== null && call.call.phase !== 'ended')
  if (!usePolicy().calls) return null
  const start = (media: CallMedia) => () => wanted.set({ to, peer, media })
  return (
    <>
      <IconButton icon="phone" label={m.calls_call()} disabled={isBusy} onClick={start('audio')} />
      <IconButton icon="video" label={m.calls_call_video()} disabled={isBusy} onClick={start('video')} />
    </>
  )
}
