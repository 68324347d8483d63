import { invalid, unsupported } from '../inspected'
import { type Box, type BoxesIn, boxReader } from './boxes'
import type { Ranges } from './ranges'
import { readTrack, type Track } from './track'
import type { Extent, Video } from './video'

const brands = /^(isom|iso[2-9]|mp4[12]|avc1|dash|MSNV|M4V |M4VH|M4VP)$/
const mostBrandBytes = 256
/** What players use. Everything else may tell where and by whom a video was taken, or hide something. */
const needed = {
  file: ['ftyp', 'moov', 'mdat', 'moof', 'mfra', 'sidx', 'ssix', 'styp'],
  moov: ['mvhd', 'trak', 'mvex'],
}

/**
 * Walks through the boxes of an MP4.
 * @throws MediaError; `unsupported_file` where there is no moving picture in it, or it refers to what lies elsewhere
 */
export function readMp4(file: Ranges): Video {
  const boxesIn = boxReader(file)
  const boxes: Box[] = []
  boxesIn({ from: 0, end: file.size }, boxes, () =>
    boxes.some(({ type }) => type === 'moov') ? invalid() : unsupported(),
  )
  requireBrand(file, boxes[0])
  const [moov, ...more] = boxes.filter(({ type }) => type === 'moov')
  if (!moov) return unsupported()
  if (more.length > 0) invalid()
  for (const box of boxes) if (box.type === 'moof') walkFragment(boxesIn, box)

  const parts = boxesIn(moov)
  const tracks = parts.filter(({ type }) => type === 'trak').map((trak) => readTrack(file, boxesIn, trak))
  const shown = tracks.find((track) => track.kind === 'vide')
  if (!shown) return unsupported()
  return {
    ...sizeOf(shown),
    duration_ms: durationOf(file, boxesIn, parts),
    blank: [
      ...boxes.filter(({ type }) => !needed.file.includes(type)),
      ...parts.filter(({ type }) => !needed.moov.includes(type)),
      ...tracks.flatMap(({ blank }) => blank),
    ],
    erase: withinMedia(
      boxes,
      tracks.flatMap(({ erase }) => erase),
    ),
  }
}

/** Cameras have brands of their own, and say besides which of the common ones their files follow. */
function requireBrand(file: Ranges, first: Box | undefined): void {
  if (first?.type !== 'ftyp') unsupported()
  const length = Math.min(first.end - first.from, mostBrandBytes)
  const list = file.take(first.from, length).toString('latin1')
  const said = Array.from({ length: Math.floor(length / 4) }, (_, n) => list.slice(n * 4, n * 4 + 4))
  if (!said.some((brand) => brands.test(brand))) unsupported()
}

function walkFragment(boxesIn: BoxesIn, moof: Box): void {
  for (const box of boxesIn(moof)) if (box.type === 'traf') boxesIn(box)
}

/** Samples lie in the media data: whatever a table says, nothing else is overwritten. */
function withinMedia(boxes: readonly Box[], samples: readonly Extent[]): readonly Extent[] {
  const media = boxes.filter(({ type }) => type === 'mdat')
  const isInside = (sample: Extent) => media.some(({ from, end }) => sample.from >= from && sample.end <= end)
  return samples.every(isInside) ? samples : invalid()
}

function sizeOf({ width, height }: Track): { width: number; height: number } {
  if (width < 1 || height < 1) invalid()
  return { width, height }
}

/** Null where it does not say, as one that was recorded in pieces. */
function durationOf(file: Ranges, boxesIn: BoxesIn, parts: readonly Box[]): number | null {
  const header = parts.find(({ type }) => type === 'mvhd')
  if (!header) return invalid()
  const isLong = file.take(header.from, 1)[0] === 1
  const times = file.take(header.from + (isLong ? 20 : 12), isLong ? 12 : 8)
  const scale = times.readUInt32BE(0)
  if (scale === 0) invalid()
  const units = isLong ? Number(times.readBigUInt64BE(4)) : times.readUInt32BE(4)
  const extended = units === 0 ? extendedDuration(file, boxesIn, parts) : units
  const isSaid = extended > 0 && extended < 0xffff_ffff
  return isSaid ? Math.round((extended * 1000) / scale) : null
}

function extendedDuration(file: Ranges, boxesIn: BoxesIn, parts: readonly Box[]): number {
  const extending = parts.find(({ type }) => type === 'mvex')
  const header = extending && boxesIn(extending).find(({ type }) => type === 'mehd')
  if (!header) return 0
  const isLong = file.take(header.from, 1)[0] === 1
  return isLong
    ? Number(file.take(header.from + 4, 8).readBigUInt64BE(0))
    : file.take(header.from + 4, 4).readUInt32BE(0)
}
