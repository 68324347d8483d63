/** How a picture is seen: how much larger than whole, and how far its middle is from that of the box, in pixels. */
export interface Sight {
  scale: number
  x: number
  y: number
}

export const whole: Sight = { scale: 1, x: 0, y: 0 }

const mostScale = 8

/** Larger or smaller by a factor, around a point that stays where it is. */
export function zoomedAt({ scale, x, y }: Sight, factor: number, point: { x: number; y: number }): Sight {
  const next = Math.min(mostScale, Math.max(1, scale * factor))
  const ratio = next / scale
  return { scale: next, x: point.x - (point.x - x) * ratio, y: point.y - (point.y - y) * ratio }
}

/** Moved back so far that the box is filled; what is whole stands in the middle. */
export function bounded({ scale, x, y }: Sight, box: { width: number; height: number }): Sight {
  const mostX = ((scale - 1) * box.width) / 2
  const mostY = ((scale - 1) * box.height) / 2
  return { scale, x: between(x, mostX), y: between(y, mostY) }
}

function between(value: number, most: number): number {
  // Adding zero makes a plain zero of a negative one.
  return Math.min(most, Math.max(-most, value)) + 0
}
