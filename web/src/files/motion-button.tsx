import { m } from '#catalogue'
import type { Attachment } from '#protocol/files'
import { IconButton } from '../ui/button'
import type { useMotion } from './use-motion'
import { altOf } from './words'

interface Props {
  file: Attachment
  motion: ReturnType<typeof useMotion>
  tabIndex?: number
}

/** Stops a picture that moves, and lets it go on. */
export function MotionButton({ file, motion: { moves, toggle }, tabIndex }: Props) {
  return (
    <IconButton
      icon={moves ? 'pause' : 'play'}
      label={moves ? m.files_pause() : m.files_play_named({ name: altOf(file) })}
      tabIndex={tabIndex}
      onClick={toggle}
      className="absolute end-1.5 bottom-1.5 rounded-full! bg-ink/70 text-paper"
    />
  )
}
