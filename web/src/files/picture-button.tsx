import { m } from '#catalogue'
import type { Attachment } from '#protocol/files'
import { useInnerTabIndex } from '../conversation/line-focus'
import { Icon } from '../ui/icon'
import { previewOf } from './addresses'
import { StillPicture } from './still-picture'
import { viewed } from './viewing'
import { altOf } from './words'

interface Props {
  file: Attachment
  width: number
  /** What is shown of it; by itself a picture of the width of its place. */
  src?: string
}

/** A picture, or what stands in for a video, that opens over the page. */
export function PictureButton({ file, width, src }: Props) {
  const tabIndex = useInnerTabIndex()
  const shown = src ?? previewOf(file, width)
  return (
    <>
      {shown !== null && <StillPicture file={file} src={shown} width={width} tabIndex={tabIndex} />}
      <button
        type="button"
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        aria-label={m.files_open({ name: altOf(file) })}
        data-file={file.id}
        onClick={() => viewed.set(file.id)}
        className="absolute inset-0 grid cursor-zoom-in! place-items-center rounded-[12px] -outline-offset-2!"
      >
        {file.kind === 'video' && <PlaySign />}
      </button>
    </>
  )
}

/** What moves once it is pressed. */
export function PlaySign() {
  return (
    <span className="grid size-12 place-items-center rounded-full bg-ink/70 text-paper">
      <Icon name="play" className="size-6" />
    </span>
  )
}
