import { m } from '#catalogue'
import { useNameOf } from '../people/person'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { dayAndTime } from '../ui/time'
import { addressOf } from './addresses'
import type { Page } from './album'
import type { Zoom } from './use-zoom'
import { onDark } from './viewer-look'

interface Props {
  /** Undefined when it was taken away. */
  page: Page | undefined
  zoom: Zoom
  onClose: () => void
}

/** Who sent what is looked at, and what can be done with it. */
export function ViewerHeader({ page, zoom, onClose }: Props) {
  const nameOf = useNameOf()
  return (
    <header className="flex items-center gap-1 py-1.5 ps-4 pe-2">
      <p className="line-clamp-2 min-w-0 flex-1 text-note leading-tight">
        {page &&
          m.files_from({
            name: nameOf({ id: page.message.sender_id, username: page.message.sender_username }),
            when: dayAndTime(page.message.timestamp),
          })}
      </p>
      {page && page.file.kind !== 'video' && (
        <>
          <IconButton
            icon="minus"
            label={m.files_zoom_out()}
            disabled={zoom.sight.scale === 1}
            onClick={zoom.zoomOut}
            className={onDark}
          />
          <IconButton
            icon="whole"
            label={m.files_zoom_reset()}
            disabled={zoom.sight.scale === 1}
            onClick={zoom.reset}
            className={onDark}
          />
          <IconButton icon="plus" label={m.files_zoom_in()} onClick={zoom.zoomIn} className={onDark} />
        </>
      )}
      {page && (
        <a
          href={addressOf(page.file)}
          download={page.file.name}
          aria-label={m.files_save({ name: page.file.name })}
          title={m.files_save_this()}
          className={`grid size-10 place-items-center rounded-medium pointer-coarse:size-11 ${onDark}`}
        >
          <Icon name="save" />
        </a>
      )}
      <IconButton data-first="" icon="close" label={m.files_close()} onClick={onClose} className={onDark} />
    </header>
  )
}
