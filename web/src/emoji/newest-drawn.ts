/** One emoji of each version that a device in use may lack, newest first. */
const probes = [
  [17, '🫪'],
  [16, '🫩'],
  [15, '🫨'],
  [14, '🫠'],
] as const

/**
 * The newest version of emoji this device draws in colour. What a font lacks is drawn as a box in the colour of the
 * text, which gives it away; so each probe is drawn in two colours and compared.
 */
export function newestDrawnVersion(): number {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return 0
  context.font = '18px sans-serif'
  context.textBaseline = 'top'

  const draw = (emoji: string, color: string) => {
    context.clearRect(0, 0, 24, 24)
    context.fillStyle = color
    context.fillText(emoji, 0, 2)
    return context.getImageData(0, 0, 24, 24).data.join()
  }
  const found = probes.find(([, emoji]) => draw(emoji, '#f00') === draw(emoji, '#00f'))
  // Version 15.1 brought combinations only, which look like their parts where they are unknown.
  return found ? found[0] + 0.9 : 0
}
