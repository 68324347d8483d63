/** How loud a microphone is, from 0 to 1, asked for as often as one likes until `close`. */
export function meterOf(track: MediaStreamTrack): { level(): number; close(): void } {
  const audio = new AudioContext()
  const analyser = new AnalyserNode(audio, { fftSize: 1024 })
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  void audio.resume()
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      return Math.min(1, loudest * 1.5)
    },
    close: () => void audio.close(),
  }
}
