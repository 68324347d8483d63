import type { CSSProperties } from 'react'

/** A colour of one's own: the same id gives the same hue on every device, spread over the whole circle. */
export function hueOf(id: string): number {
  let hash = 2166136261
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16777619)
  }
  return (stirred(hash) >>> 0) % 360
}

/** Ids of one day differ in their last letters only; without this their hues would lie close together. */
function stirred(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

/** Sets `--hue`, which `person-face`, `person-name` and `person-bar` in styles.css take their colour from. */
export function hueStyle(id: string, chosen?: number | null): CSSProperties {
  return { '--hue': chosen ?? hueOf(id) } as CSSProperties
}
