import { invalid } from '../inspected'
import type { Box } from './boxes'
import type { Ranges } from './ranges'
import type { Extent } from './video'

const mostEntries = 1_000_000

/**
 * Where the samples of a track lie, by the boxes of its table: chunks of samples that follow each other.
 * @throws MediaError `invalid_file` where the table contradicts itself
 */
export function samplesOf(file: Ranges, table: readonly Box[]): Extent[] {
  const sizes = sizesOf(file, table)
  const runs = entriesOf(file, table, 'stsc', 12).map((entry) => ({
    firstChunk: entry.readUInt32BE(0),
    samples: entry.readUInt32BE(4),
  }))
  let run = 0
  let sample = 0
  return chunksOf(file, table).map((from, n) => {
    while ((runs[run + 1]?.firstChunk ?? Number.POSITIVE_INFINITY) <= n + 1) run++
    const count = runs[run]?.samples ?? 0
    if (sample + count > sizes.count) invalid()
    let end = from
    for (const last = sample + count; sample < last; sample++) end += sizes.at(sample)
    return { from, end }
  })
}

function chunksOf(file: Ranges, table: readonly Box[]): number[] {
  const short = entriesOf(file, table, 'stco', 4).map((entry) => entry.readUInt32BE(0))
  const long = entriesOf(file, table, 'co64', 8).map((entry) => Number(entry.readBigUInt64BE(0)))
  return [...short, ...long]
}

/** All samples have one size, or each has its own. */
function sizesOf(file: Ranges, table: readonly Box[]): { count: number; at(sample: number): number } {
  const box = table.find(({ type }) => type === 'stsz')
  if (!box) return { count: 0, at: () => 0 }
  const common = file.take(box.from + 4, 8)
  const size = common.readUInt32BE(0)
  if (size > 0) return { count: common.readUInt32BE(4), at: () => size }
  const own = entriesOf(file, [{ ...box, from: box.from + 4 }], 'stsz', 4).map((entry) =>
    entry.readUInt32BE(0),
  )
  return { count: own.length, at: (sample) => own[sample] ?? 0 }
}

/** The entries of a box that begins with a version and how many there are; none where there is no such box. */
function entriesOf(file: Ranges, table: readonly Box[], type: string, bytes: number): Buffer[] {
  const box = table.find((candidate) => candidate.type === type)
  if (!box) return []
  const count = file.take(box.from + 4, 4).readUInt32BE(0)
  if (count > mostEntries || box.from + 8 + count * bytes > box.end) invalid()
  const entries = file.take(box.from + 8, count * bytes)
  return Array.from({ length: count }, (_, n) => entries.subarray(n * bytes, (n + 1) * bytes))
}
