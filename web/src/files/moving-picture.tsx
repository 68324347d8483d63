import type { Attachment } from '#protocol/files'
import { useInnerTabIndex } from '../conversation/line-focus'
import { MotionButton } from './motion-button'
import { PictureButton } from './picture-button'
import { useMotion } from './use-motion'

/** A picture that moves by itself, unless somebody wants less of that: then it waits for them. */
export function MovingPicture({ file, width }: { file: Attachment; width: number }) {
  const tabIndex = useInnerTabIndex()
  const motion = useMotion(file, width)
  const { src } = motion
  return (
    <>
      {src !== null && <PictureButton key={src} file={file} width={width} src={src} />}
      <MotionButton file={file} motion={motion} tabIndex={tabIndex} />
    </>
  )
}
