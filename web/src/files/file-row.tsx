import { m } from '#catalogue'
import type { Attachment } from '#protocol/files'
import { useInnerTabIndex } from '../conversation/line-focus'
import { Icon } from '../ui/icon'
import { bytesText } from '../ui/number'
import { addressOf } from './addresses'

/** A file that can only be saved. */
export function FileRow({ file }: { file: Attachment }) {
  return (
    <a
      href={addressOf(file)}
      download={file.name}
      tabIndex={useInnerTabIndex()}
      className="flex h-full items-center gap-2.5 rounded-medium border border-line bg-paper px-2.5 hover:bg-shade"
    >
      <Icon name="file" className="size-6 text-soft-ink" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-semibold">{file.name}</bdi>
        <span className="block text-small text-soft-ink">{bytesText(file.size)}</span>
      </span>
      <span className="sr-only">{m.files_save_this()}</span>
      <Icon name="save" className="size-5 text-accent" />
    </a>
  )
}
