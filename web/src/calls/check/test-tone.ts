import { chosenDevice } from '../peer/chosen-devices'
import { canChooseSpeaker } from '../peer/speaker'

const seconds = 1.2

/** Plays a chord on the speaker that calls use. */
export async function playTestTone(): Promise<void> {
  const audio = new AudioContext()
  const out = new MediaStreamAudioDestinationNode(audio)
  const volume = new GainNode(audio, { gain: 0.12 })
  volume.connect(out)
  for (const frequency of [440, 554.37, 659.26]) {
    const voice = new OscillatorNode(audio, { frequency })
    voice.connect(volume)
    voice.start()
    voice.stop(audio.currentTime + seconds)
    voice.onended = () => void audio.close()
  }
  const player = new Audio()
  player.srcObject = out.stream
  if (canChooseSpeaker()) await player.setSinkId(chosenDevice('speaker') ?? '')
  await player.play()
}
