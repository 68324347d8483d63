import type { Attachment } from '#protocol/files'
import { addressOf, pathOf } from './addresses'
import { InlineVideo } from './inline-video'
import { MotionButton } from './motion-button'
import { NotLoaded } from './not-loaded'
import { useArrival } from './use-arrival'
import { useMotion } from './use-motion'
import type { Zoom } from './use-zoom'
import { altOf } from './words'

interface Props {
  file: Attachment
  zoom: Zoom
}

/** What is looked at, as large as the page has room for. */
export function ViewedFile({ file, zoom }: Props) {
  if (file.kind === 'video') return <InlineVideo file={file} width={1280} isOpened />
  if (file.kind === 'animation') return <ViewedAnimation file={file} zoom={zoom} />
  return <ViewedPicture file={file} zoom={zoom} src={addressOf(file)} />
}

function ViewedAnimation({ file, zoom }: Props) {
  const motion = useMotion(file, 1280)
  return (
    <>
      <ViewedPicture file={file} zoom={zoom} src={motion.src} />
      <MotionButton file={file} motion={motion} />
    </>
  )
}

function ViewedPicture({ file, src, zoom: { sight, boxProps } }: Props & { src: string | null }) {
  const { attempt, isThere, problem, onLoad, onError, retry } = useArrival(pathOf(file))
  const style = { transform: `translate(${sight.x}px, ${sight.y}px) scale(${sight.scale})` }
  return (
    <div
      {...boxProps}
      className={`absolute inset-0 touch-none overflow-hidden ${sight.scale > 1 ? 'cursor-grab active:cursor-grabbing' : ''}`}
    >
      {file.placeholder !== null && !isThere && (
        <img alt="" src={file.placeholder} className="absolute inset-0 size-full object-contain" />
      )}
      {src !== null && (
        <img
          key={attempt}
          alt={altOf(file)}
          src={src}
          draggable={false}
          onLoad={onLoad}
          onError={onError}
          style={style}
          className={`absolute inset-0 size-full object-contain ${isThere ? '' : 'opacity-0'}`}
        />
      )}
      {problem !== null && <NotLoaded problem={problem} onRetry={retry} />}
    </div>
  )
}
