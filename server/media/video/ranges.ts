import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { invalid } from '../inspected'

/** A file that is read in small pieces, however large it is. */
export interface Ranges extends Disposable {
  size: number
  /** @throws MediaError `invalid_file` where the file ends before that */
  take(at: number, length: number): Buffer
}

const windowBytes = 16 * 1024

export function openRanges(path: string): Ranges {
  const file = openSync(path, 'r')
  const { size } = fstatSync(file)
  let window = Buffer.alloc(0)
  let windowAt = 0

  return {
    size,
    take(at, length) {
      if (at + length > size) invalid()
      if (at < windowAt || at + length > windowAt + window.length) {
        window = Buffer.alloc(Math.max(windowBytes, length))
        window = window.subarray(0, readSync(file, window, { position: at }))
        windowAt = at
      }
      return window.subarray(at - windowAt, at - windowAt + length)
    },
    [Symbol.dispose]: () => closeSync(file),
  }
}
