import { invalid, unsupported } from '../inspected'
import { sentences } from '../sentences'
import type { Box, BoxesIn } from './boxes'
import type { Ranges } from './ranges'
import { samplesOf } from './samples'
import type { Extent } from './video'

/** One track of an MP4. */
export interface Track {
  /** `vide` is seen and `soun` is heard. */
  kind: string
  /** As it is shown, in pixels; 0 where nothing is. */
  width: number
  height: number
  /** Pieces of it that are not needed, and samples of it that are neither seen nor heard. */
  blank: readonly Box[]
  erase: readonly Extent[]
}

const needed = ['tkhd', 'tref', 'edts', 'mdia']
/** In a full box, before its fields. */
const versionBytes = 4
/** Of an entry that refers to where pictures and sounds lie: in this very file. */
const isHere = 1

/** @throws MediaError `unsupported_file` where its pictures or sounds lie elsewhere */
export function readTrack(file: Ranges, boxesIn: BoxesIn, trak: Box): Track {
  const parts = boxesIn(trak)
  const media = boxesIn(only(parts, 'mdia'))
  const kind = file.take(only(media, 'hdlr').from + 8, 4).toString('latin1')
  const information = only(media, 'minf')
  requireHere(file, boxesIn, information)
  const table = boxesIn(only(boxesIn(information), 'stbl'))
  only(table, 'stsd')
  // Tracks that are neither seen nor heard are what cameras note beside them: places and movements.
  if (kind !== 'vide' && kind !== 'soun') {
    return { kind, width: 0, height: 0, blank: [trak], erase: samplesOf(file, table) }
  }
  return {
    kind,
    ...sizeOf(file, only(parts, 'tkhd')),
    blank: parts.filter(({ type }) => !needed.includes(type)),
    erase: [],
  }
}

function only(boxes: readonly Box[], wanted: string): Box {
  const [found, ...more] = boxes.filter(({ type }) => type === wanted)
  return found && more.length === 0 ? found : invalid()
}

/** A track that does not say where its pictures and sounds lie has them here. */
function requireHere(file: Ranges, boxesIn: BoxesIn, information: Box): void {
  const references = boxesIn(information).find(({ type }) => type === 'dinf')
  if (!references) return
  const list = only(boxesIn(references), 'dref')
  const countBytes = 4
  for (const { from } of boxesIn({ ...list, from: list.from + versionBytes + countBytes })) {
    const flags = file.take(from, versionBytes).readUInt32BE(0) & 0xff_ffff
    if ((flags & isHere) === 0) unsupported(sentences.foreignParts)
  }
}

/** Width and height, which change places where the picture is turned by a quarter. */
function sizeOf(file: Ranges, header: Box): { width: number; height: number } {
  const isLong = file.take(header.from, 1)[0] === 1
  const matrix = file.take(header.from + (isLong ? 52 : 40), 44)
  const [across, down] = [matrix.readUInt16BE(36), matrix.readUInt16BE(40)]
  const isTurned = matrix.readInt32BE(0) === 0 && matrix.readInt32BE(4) !== 0
  return isTurned ? { width: down, height: across } : { width: across, height: down }
}
