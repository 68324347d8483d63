import type { FileKind } from '#protocol/files'

export interface Looks {
  /** In pixels, as it is shown; null where this browser cannot tell. */
  width: number | null
  height: number | null
  /** An early picture of a video. */
  poster: Blob | null
}

const unknown: Looks = { width: null, height: null, poster: null }
/** A browser that does not know a kind of video may not even say so. */
const patienceMs = 5_000
/** The first picture of a video is often black. */
const posterAt = { seconds: 1, part: 0.1 }
const posterWidth = 1280
const posterQuality = 0.82

/** Finds out what a picture or a video looks like. What cannot be seen here may still be fit to be sent. */
export async function lookAt(file: Blob, kind: FileKind): Promise<Looks> {
  const address = URL.createObjectURL(file)
  try {
    return await (kind === 'video' ? lookAtVideo(address) : lookAtPicture(address))
  } catch (error) {
    if (error instanceof CannotBeSeen || error instanceof DOMException) return unknown
    throw error
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Names what came of a video instead of a picture. */
class CannotBeSeen extends Error {}

async function lookAtPicture(address: string): Promise<Looks> {
  const picture = new Image()
  picture.src = address
  await picture.decode()
  return { width: picture.naturalWidth, height: picture.naturalHeight, poster: null }
}

async function lookAtVideo(address: string): Promise<Looks> {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.preload = 'auto'
  video.src = address
  await happens(video, 'loadeddata')
  const { videoWidth: width, videoHeight: height, duration } = video
  if (width === 0 || height === 0) return unknown
  const seconds = Math.min(posterAt.seconds, duration * posterAt.part)
  if (Number.isFinite(seconds) && seconds > 0) {
    video.currentTime = seconds
    await happens(video, 'seeked')
  }
  return { width, height, poster: await drawn(video, width, height) }
}

function happens(video: HTMLVideoElement, name: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CannotBeSeen(name)), patienceMs)
    video.addEventListener(name, () => resolve(), { once: true })
    video.addEventListener('error', () => reject(new CannotBeSeen('error')), {
      once: true,
    })
    video.addEventListener(name, () => clearTimeout(timer), { once: true })
  })
}

function drawn(video: HTMLVideoElement, width: number, height: number): Promise<Blob | null> {
  const scale = Math.min(1, posterWidth / width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', posterQuality))
}
