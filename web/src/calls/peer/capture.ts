import { m } from '#catalogue'
import { asCallProblem, CallProblem } from './call-problem'
import { chosenDevice } from './chosen-devices'

const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }

/** The microphone that was chosen, or the usual one. Throws a `CallProblem`. */
export function openMicrophone(): Promise<MediaStreamTrack> {
  return open('audio', { audio: { ...sound, ...preferred(chosenDevice('microphone')) } })
}

/** The camera that was chosen, or the usual one. Throws a `CallProblem`. */
export function openCamera(): Promise<MediaStreamTrack> {
  return open('video', { video: { ...picture, ...preferred(chosenDevice('camera')) } })
}

/** What the person picks of their screen. Null when they have thought better of it. Throws a `CallProblem`. */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  try {
    const [track] = (await devices().getDisplayMedia({ video: true, audio: false })).getVideoTracks()
    if (track) track.contentHint = 'detail'
    return track ?? null
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotAllowedError') return null
    if (error instanceof DOMException) throw new CallProblem(m.calls_screen_not_shared())
    throw error
  }
}

/** Whether the browser can share a screen: those of phones cannot. */
export function canShareScreen(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices
}

/** Asks for both at once, so that the browser asks its person once. Rejects when either is not to be had. */
export async function openBoth(): Promise<{ microphone: MediaStreamTrack; camera: MediaStreamTrack }> {
  const stream = await devices().getUserMedia({
    audio: { ...sound, ...preferred(chosenDevice('microphone')) },
    video: { ...picture, ...preferred(chosenDevice('camera')) },
  })
  const [microphone] = stream.getAudioTracks()
  const [camera] = stream.getVideoTracks()
  if (!microphone || !camera) throw new DOMException('', 'NotFoundError')
  return { microphone, camera }
}

async function open(kind: 'audio' | 'video', wanted: MediaStreamConstraints): Promise<MediaStreamTrack> {
  try {
    const [track] = (await devices().getUserMedia(wanted)).getTracks()
    if (!track) throw new DOMException('', 'NotFoundError')
    return track
  } catch (error) {
    throw asCallProblem(error, kind)
  }
}

function devices(): MediaDevices {
  if (!navigator.mediaDevices) throw new CallProblem(m.calls_no_https())
  return navigator.mediaDevices
}

/** A device that was chosen and is gone gives way to the usual one. */
function preferred(deviceId: string | null): MediaTrackConstraints {
  return deviceId === null ? {} : { deviceId: { ideal: deviceId } }
}
