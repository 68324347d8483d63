import type { Attachment } from '#protocol/files'
import { useInnerTabIndex } from '../conversation/line-focus'
import { addressOf, pathOf, previewOf } from './addresses'
import { NotLoaded } from './not-loaded'
import { useArrival } from './use-arrival'
import { altOf } from './words'

interface Props {
  file: Attachment
  width: number
  /** Plays as soon as it is shown, since that is what it was opened for. */
  isOpened?: boolean
}

/** A video that plays in its place; none of it is fetched before. */
export function InlineVideo({ file, width, isOpened = false }: Props) {
  const tabIndex = useInnerTabIndex()
  const { attempt, problem, onError, retry } = useArrival(pathOf(file))
  const poster = previewOf(file, width * devicePixelRatio)
  return (
    <>
      <video
        key={attempt}
        controls
        playsInline
        autoPlay={isOpened}
        preload={isOpened || poster === null ? 'metadata' : 'none'}
        aria-label={altOf(file)}
        tabIndex={tabIndex}
        src={addressOf(file)}
        onError={onError}
        {...(poster !== null && { poster })}
        className="absolute inset-0 size-full bg-[oklch(15%_0.006_75)] object-contain"
      />
      {problem !== null && <NotLoaded problem={problem} onRetry={retry} tabIndex={tabIndex} />}
    </>
  )
}
