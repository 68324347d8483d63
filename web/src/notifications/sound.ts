import { type Readable, writable } from '#client/readable'

const key = 'natter.sound'
const chosen = writable(localStorage.getItem(key) !== 'off')
let context: AudioContext | null = null
/** A busy machine or a headset that was asleep takes seconds to begin. What comes later than this is about nothing any more. */
const mostLateMs = 5_000

/** Whether this device sounds. */
export const isSoundOn: Readable<boolean> = chosen

export function switchSound(isOn: boolean): void {
  chosen.set(isOn)
  if (isOn) localStorage.removeItem(key)
  else localStorage.setItem(key, 'off')
}

/** Two short tones, the second a fifth higher. */
export function playSound(): void {
  playTones([
    { hertz: 587.33, afterSeconds: 0 },
    { hertz: 880, afterSeconds: 0.11 },
  ])
}

interface Tone {
  hertz: number
  afterSeconds: number
}

/**
 * Plays short tones, unless this device is silent. Browsers stay silent until the person has done something on the page: what was
 * to be heard long before that is not made up for.
 */
export function playTones(tones: readonly Tone[]): void {
  if (!chosen.get()) return
  const wantedAt = performance.now()
  context ??= new AudioContext()
  const audio = context
  void audio.resume().then(() => {
    if (performance.now() - wantedAt > mostLateMs) return
    for (const { hertz, afterSeconds } of tones) tone(audio, hertz, afterSeconds)
  })
}

function tone(audio: AudioContext, hertz: number, afterSeconds: number): void {
  const start = audio.currentTime + afterSeconds
  const volume = new GainNode(audio, { gain: 0 })
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.12, start + 0.012)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.22)
  const voice = new OscillatorNode(audio, { frequency: hertz, type: 'sine' })
  voice.connect(volume).connect(audio.destination)
  voice.start(start)
  voice.stop(start + 0.24)
}
