import type { Attachment } from '#protocol/files'
import { pathOf, srcSetOf } from './addresses'
import { NotLoaded } from './not-loaded'
import { useArrival } from './use-arrival'
import { altOf } from './words'

interface Props {
  file: Attachment
  src: string
  /** The width of its place in pixels of the page, so that no more is fetched than is shown. */
  width: number
  tabIndex?: number
  /** Cut off at its edges rather than with bars beside it. */
  fills?: boolean
}

/** A picture over its blurred one, which stays until the true one is there. */
export function StillPicture({ file, src, width, tabIndex, fills = true }: Props) {
  const { attempt, isThere, problem, onLoad, onError, retry } = useArrival(pathOf(file))
  const fit = fills ? 'object-cover' : 'object-contain'
  return (
    <>
      {file.placeholder !== null && !isThere && (
        <img alt="" src={file.placeholder} className={`absolute inset-0 size-full ${fit}`} />
      )}
      <img
        key={attempt}
        alt={altOf(file)}
        src={src}
        srcSet={srcSetOf(file)}
        sizes={`${width}px`}
        decoding="async"
        draggable={false}
        onLoad={onLoad}
        onError={onError}
        className={`absolute inset-0 size-full transition-opacity duration-150 ${fit} ${isThere ? '' : 'opacity-0'}`}
      />
      {problem !== null && (
        <NotLoaded problem={problem} onRetry={retry} {...(tabIndex !== undefined && { tabIndex })} />
      )}
    </>
  )
}
