import { invalid } from '../inspected'
import type { Ranges } from './ranges'
import type { Extent, Piece } from './video'

/** A piece of an MP4. */
export interface Box extends Piece {
  type: string
}

/**
 * Lists what is in a box, or in the file. `boxes` holds what was read so far when `broken` is called, which throws: where a
 * box reaches out of its parent, or there are too many.
 */
export type BoxesIn = (parent: Extent, boxes?: Box[], broken?: () => never) => Box[]

const mostBoxes = 200_000

export function boxReader(file: Ranges): BoxesIn {
  let count = 0
  return ({ from, end }, boxes = [], broken = damaged) => {
    for (let at = from; at < end; at = boxes.at(-1)?.end ?? end) {
      const box = at + 8 <= end ? boxAt(file, at, end) : broken()
      if (box.end > end || box.end < box.from || ++count > mostBoxes) broken()
      boxes.push(box)
    }
    return boxes
  }
}

function damaged(): never {
  invalid()
}

function boxAt(file: Ranges, start: number, parentEnd: number): Box {
  const header = file.take(start, 8)
  const type = header.toString('latin1', 4, 8)
  const size = header.readUInt32BE(0)
  const isLast = size === 0 && parentEnd === file.size
  if (isLast) return { type, start, from: start + 8, end: parentEnd }
  if (size !== 1) return { type, start, from: start + 8, end: start + size }
  const from = start + 16
  const long = from <= parentEnd ? Number(file.take(start + 8, 8).readBigUInt64BE(0)) : 0
  return { type, start, from, end: start + long }
}
