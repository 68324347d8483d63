import { chosenDevices } from './chosen-devices'

/** Plays what the other side says, on the speaker that was chosen where the browser lets one choose. */
export function openSpeaker(): { play(track: MediaStreamTrack): void; close(): void } {
  const audio = new Audio()
  audio.autoplay = true
  const end = chosenDevices.subscribe(route)
  route()

  function route(): void {
    const { speaker } = chosenDevices.get()
    // One that is gone: the usual one goes on.
    if (canChooseSpeaker()) audio.setSinkId(speaker ?? '').catch(() => audio.setSinkId(''))
  }

  return {
    play(track) {
      audio.srcObject = new MediaStream([track])
    },
    close() {
      end()
      audio.srcObject = null
    },
  }
}

export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype
}
