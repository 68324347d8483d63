import { useLayoutEffect, useRef } from 'react'

interface Props {
  stream?: MediaStream
  /** In place of a stream. */
  track?: MediaStreamTrack
  label: string
  /** As one sees oneself in a mirror. */
  isMirrored?: boolean
  /** Shown whole, rather than filling its place. */
  isWhole?: boolean
}

/** A moving picture without its sound. */
export function Picture({ stream, track, label, isMirrored = false, isWhole = false }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    if (video.current) video.current.srcObject = stream ?? (track ? new MediaStream([track]) : null)
  }, [stream, track])
  return (
    <video
      ref={video}
      autoPlay
      muted
      playsInline
      aria-label={label}
      className={`size-full ${isWhole ? 'object-contain' : 'object-cover'} ${isMirrored ? '-scale-x-100' : ''}`}
    />
  )
}
