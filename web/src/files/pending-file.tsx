import { useEffect, useState } from 'react'
import { m } from '#catalogue'
import type { Pending, PendingFile } from '#client/state/types'
import { kindOf, posterKey } from '#client/uploads/take-files'
import { isThere } from '#client/uploads/waiting-files'
import { useInnerTabIndex } from '../conversation/line-focus'
import { useClient, useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { percentText } from '../ui/number'

interface Props {
  pending: Pending
  file: PendingFile
}

/** A file on its way: what is to be seen of it on this device, how far it has come, and a way to call it off. */
export function PendingFileView({ pending, file }: Props) {
  const client = useClient()
  const tabIndex = useInnerTabIndex()
  const sent = useReadable(client.sentBytes).get(file.key)
  const { name } = file
  const part = isThere(file) ? 1 : (sent ?? 0) / Math.max(1, file.size)
  const isRefused = pending.failure?.file === file.key
  const state = isRefused
    ? m.files_refused({ name })
    : sent === undefined && part < 1
      ? m.files_waiting({ name })
      : m.files_sending({ name, percent: percentText(part) })
  return (
    <div className={`absolute inset-0 ${isRefused ? 'outline-2 -outline-offset-2 outline-danger' : ''}`}>
      <LocalPicture pending={pending} file={file} />
      <div
        role="progressbar"
        aria-label={state}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(part * 100)}
        title={state}
        className="absolute inset-x-2 bottom-2 h-1.5 overflow-hidden rounded-full bg-ink/35"
      >
        <div
          style={{ inlineSize: `${part * 100}%` }}
          className={`h-full ${isRefused ? 'bg-danger' : 'bg-accent'} transition-[inline-size] duration-150`}
        />
      </div>
      {!isThere(file) && (
        <IconButton
          icon="close"
          label={m.files_take_away({ name })}
          tabIndex={tabIndex}
          onClick={() => void client.removePendingFile(pending.client_id, file.key)}
          className="absolute end-1.5 top-1.5 size-8! rounded-full! bg-ink/70 text-paper before:absolute before:-inset-1.5"
        />
      )}
    </div>
  )
}

function LocalPicture({ pending, file }: Props) {
  const kind = kindOf(file.type)
  const address = useLocalAddress(pending.client_id, kind === 'video' ? posterKey(file.key) : file.key)
  if (kind === 'other' || file.width === null) {
    return (
      <span className="flex h-full items-center gap-2.5 rounded-medium border border-line bg-paper px-2.5 pe-11">
        <Icon name="file" className="size-6 text-soft-ink" />
        <bdi className="truncate font-semibold">{file.name}</bdi>
      </span>
    )
  }
  if (address === null) return null
  return (
    <img
      alt={file.alt === '' ? file.name : file.alt}
      src={address}
      className="absolute inset-0 size-full object-cover"
    />
  )
}

/** Where the page finds a file of this device; null until then, and where there is none. */
function useLocalAddress(clientId: string, key: string): string | null {
  const client = useClient()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let isWanted = true
    client.pendingBytes(clientId, key).then(
      (bytes) => {
        if (!isWanted || bytes === null) return
        made = URL.createObjectURL(bytes)
        setAddress(made)
      },
      // It is shown without a picture where the device does not give it back.
      () => setAddress(null),
    )
    return () => {
      isWanted = false
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [client, clientId, key])
  return address
}
