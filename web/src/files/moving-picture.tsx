import { useState } from 'react'
import { m } from '#catalogue'
import type { Attachment } from '#protocol/files'
import { useInnerTabIndex } from '../conversation/line-focus'
import { IconButton } from '../ui/button'
import { lessMotion, useMedia } from '../ui/use-media'
import { addressOf, previewOf } from './addresses'
import { PictureButton } from './picture-button'
import { altOf } from './words'

/** A picture that moves by itself, unless somebody wants less of that: then it waits for them. */
export function MovingPicture({ file, width }: { file: Attachment; width: number }) {
  const tabIndex = useInnerTabIndex()
  const wantsLess = useMedia(lessMotion)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const moves = chosen ?? !wantsLess
  // Without a preview there is no picture of it that stands still.
  const still = file.previews.length > 0 ? previewOf(file, width) : null
  const src = moves ? addressOf(file) : still
  return (
    <>
      {src !== null && <PictureButton key={src} file={file} width={width} src={src} />}
      <IconButton
        icon={moves ? 'pause' : 'play'}
        label={moves ? m.files_pause() : m.files_play_named({ name: altOf(file) })}
        tabIndex={tabIndex}
        onClick={() => setChosen(!moves)}
        className="absolute end-1.5 bottom-1.5 rounded-full! bg-ink/70 text-paper"
      />
    </>
  )
}
