import { pick } from './random'

/** A file that is damaged somewhere, as a bad disk or a bad person would do it. */
export function mutatedFile(random: () => number, sound: readonly [Buffer, ...Buffer[]]): Buffer {
  const file = Buffer.from(pick(random, sound))
  const mutate = pick(random, [flipBits, flipBits, fill, cut, repeat, wrongSize, wrongSize, splice])
  const mutated = mutate(file, random, sound)
  return random() < 0.5 ? mendedPng(mutated) : mutated
}

type Mutation = (file: Buffer, random: () => number, sound: readonly [Buffer, ...Buffer[]]) => Buffer

const flipBits: Mutation = (file, random) => {
  const flips = 1 + Math.floor(random() * 8)
  for (let n = 0; n < flips; n++) {
    const at = place(file, random)
    file[at] = (file[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return file
}

const fill: Mutation = (file, random) => {
  const at = place(file, random)
  return file.fill(
    pick(random, [0, 0xff, 0x7f]),
    at,
    Math.min(file.length, at + 1 + Math.floor(random() * 32)),
  )
}

const cut: Mutation = (file, random) => {
  const at = place(file, random)
  const isEnd = random() < 0.5
  return isEnd
    ? file.subarray(0, at)
    : Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + Math.floor(random() * 64))])
}

const repeat: Mutation = (file, random) => {
  const [from, at] = [place(file, random), place(file, random)]
  const piece = file.subarray(from, from + 1 + Math.floor(random() * 200))
  return Buffer.concat([file.subarray(0, at), piece, file.subarray(at)])
}

/** Most of what goes wrong in readers goes wrong with a length that is not true. */
const wrongSize: Mutation = (file, random) => {
  const size = pick(random, [0, 1, 7, 8, 0x7fffffff, 0x80000000, 0xffffffff, file.length, file.length + 1])
  const at = Math.min(place(file, random), file.length - 4)
  if (random() < 0.5) file.writeUInt32BE(size, at)
  else file.writeUInt32LE(size, at)
  return file
}

const splice: Mutation = (file, random, sound) => {
  const other = pick(random, sound)
  return Buffer.concat([file.subarray(0, place(file, random)), other.subarray(place(other, random))])
}

/** Rather often at the beginning, where it says what follows. */
function place(file: Buffer, random: () => number): number {
  const length = random() < 0.5 ? Math.min(file.length, 200) : file.length
  return Math.floor(random() * length)
}

/** The same with true checksums, without which a decoder of PNGs looks at nothing else. */
function mendedPng(file: Buffer): Buffer {
  if (file.toString('latin1', 1, 4) !== 'PNG') return file
  const mended = Buffer.from(file)
  for (let at = 8; at + 12 <= mended.length; ) {
    const end = at + 8 + mended.readUInt32BE(at)
    if (end + 4 > mended.length) break
    mended.writeUInt32BE(Bun.hash.crc32(mended.subarray(at + 4, end)), end)
    at = end + 4
  }
  return mended
}
