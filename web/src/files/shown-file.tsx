import type { Attachment } from '#protocol/files'
import { FileRow } from './file-row'
import { InlineVideo } from './inline-video'
import { MovingPicture } from './moving-picture'
import { PictureButton } from './picture-button'

interface Props {
  file: Attachment
  width: number
  isSole: boolean
}

/** What fills the place of a file in a message. */
export function ShownFile({ file, width, isSole }: Props) {
  switch (file.kind) {
    case 'other':
      return <FileRow file={file} />
    case 'animation':
      return <MovingPicture file={file} width={width} />
    case 'video':
      return isSole ? <InlineVideo file={file} width={width} /> : <PictureButton file={file} width={width} />
    case 'picture':
      return <PictureButton file={file} width={width} />
  }
}
