import { invalid } from '../inspected'
import type { Ranges } from './ranges'

/** A piece of a WebM. One whose end is not said ends where something begins that cannot be in it. */
export interface Element {
  id: number
  start: number
  from: number
  end: number | null
}

/** Reads elements and what is in them. Whatever reaches out of its place is MediaError `invalid_file`. */
export interface Elements {
  at(at: number, end: number): Element
  childrenOf(parent: Element): Element[]
  bytes(element: Element, length: number): Buffer
  unsigned(element: Element): number
  float(element: Element): number
  text(element: Element): string
}

const mostElements = 2_000_000
const mostTextBytes = 64

export function elementsOf(file: Ranges): Elements {
  let count = 0

  function at(start: number, end: number): Element {
    if (++count > mostElements) invalid()
    const id = readNumber(file, start, 4)
    const size = readNumber(file, start + id.length, 8)
    const from = start + id.length + size.length
    const isOpen = size.value === 2 ** (7 * size.length) - 1
    if (from > end || (!isOpen && from + size.value > end)) {
      invalid()
    }
    return { id: id.marked, start, from, end: isOpen ? null : from + size.value }
  }

  function whole({ from, end }: Element, mostBytes: number): Buffer {
    const length = closed(end) - from
    if (length > mostBytes) invalid()
    return file.take(from, length)
  }

  return {
    at,
    childrenOf(parent) {
      const children: Element[] = []
      const end = closed(parent.end)
      for (let next = parent.from; next < end; next = closed(children.at(-1)?.end))
        children.push(at(next, end))
      return children
    },
    bytes({ from, end }, length) {
      if (from + length > closed(end)) invalid()
      return file.take(from, length)
    },
    unsigned: (element) => whole(element, 8).reduce((sum, byte) => sum * 256 + byte, 0),
    float(element) {
      const bytes = whole(element, 8)
      if (bytes.length === 4) return bytes.readFloatBE(0)
      return bytes.length === 8 ? bytes.readDoubleBE(0) : 0
    },
    text: (element) => whole(element, mostTextBytes).toString('latin1').replace(/\0+$/, ''),
  }
}

/** The end of an element that has to say it. */
export function closed(end: number | null | undefined): number {
  return end ?? invalid()
}

/** A number whose first byte says by its leading zeros how many bytes it has; with and without that mark. */
function readNumber(
  file: Ranges,
  at: number,
  mostBytes: number,
): { length: number; marked: number; value: number } {
  const first = file.take(at, 1).readUInt8(0)
  const length = Math.clz32(first) - 23
  if (length > mostBytes) invalid()
  const rest = file
    .take(at, length)
    .subarray(1)
    .reduce((sum, byte) => sum * 256 + byte, 0)
  const scale = 256 ** (length - 1)
  return { length, marked: first * scale + rest, value: (first & (0xff >> length)) * scale + rest }
}
