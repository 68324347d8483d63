import { bounds } from '../bounds'
import { invalid, unsupported } from '../inspected'
import { sentences } from '../sentences'
import { type Cursor, cursorOver } from './cursor'

/** One picture of a GIF, as it stands in the file. */
export interface Frame {
  /** How long it is shown and what is done with it then: four bytes, or nothing. */
  control: Buffer | null
  /** Its place on the canvas, and how its colours are stored. */
  descriptor: Buffer
  pixels: number
  colors: Buffer
  codeSize: number
  /** Its compressed pixels, in pieces of at most 255 bytes. */
  data: Buffer[]
}

/** What a GIF needs to be shown, and nothing else of it. */
export interface Gif {
  width: number
  height: number
  /** Size of the canvas and how the common colours are stored. */
  screen: Buffer
  colors: Buffer
  /** How often it is shown, 0 for ever; null when it does not say. */
  repeats: number | null
  frames: Frame[]
}

const versions = ['GIF87a', 'GIF89a']

const extension = 0x21
const control = 0xf9
const application = 0xff
const picture = 0x2c
const trailer = 0x3b

/**
 * Walks through all blocks of a GIF up to its end; comments, texts and what follows the end are left out.
 * @throws MediaError
 */
export function readGif(bytes: Buffer): Gif {
  const frames: Frame[] = []
  const broken = () => (frames.length === 0 ? unsupported() : invalid())
  const cursor = cursorOver(bytes, 0, broken)
  if (!versions.includes(cursor.take(6).toString('latin1'))) broken()
  const screen = cursor.take(7)
  const [width, height] = [screen.readUInt16LE(0), screen.readUInt16LE(2)]
  const gif: Gif = { width, height, screen, colors: takeColors(cursor, screen[4]), repeats: null, frames }
  if (width === 0 || height === 0) broken()
  let pixels = 0
  let next: Buffer | null = null
  for (let block = cursor.byte(); block !== trailer; block = cursor.byte()) {
    if (block === extension) next = takeExtension(cursor, gif, next)
    else if (block === picture) {
      const frame = takeFrame(cursor, gif, next)
      pixels += frame.pixels
      frames.push(frame)
      requireBounds(gif, pixels)
      next = null
    } else broken()
  }
  if (frames.length === 0) broken()
  return gif
}

function requireBounds({ width, height, frames }: Gif, pixels: number): void {
  const isTooLarge =
    width * height > bounds.canvasPixels || frames.length > bounds.frames || pixels > bounds.framePixels
  if (isTooLarge) invalid(sentences.largeAnimation)
}

/** The table of colours that a packed byte announces. */
function takeColors(cursor: Cursor, packed = 0): Buffer {
  return cursor.take(packed & 0x80 ? 3 << ((packed & 7) + 1) : 0)
}

/** @returns the control block of the next frame */
function takeExtension(cursor: Cursor, gif: Gif, next: Buffer | null): Buffer | null {
  const label = cursor.byte()
  const [first, second] = cursor.pieces()
  if (label === control) return first?.length === 4 ? first : invalid()
  if (label === application && first?.toString('latin1') === 'NETSCAPE2.0' && second?.length === 3) {
    gif.repeats = second.readUInt16LE(1)
  }
  return next
}

function takeFrame(cursor: Cursor, { width, height }: Gif, control: Buffer | null): Frame {
  const descriptor = cursor.take(9)
  const [across, down] = [descriptor.readUInt16LE(4), descriptor.readUInt16LE(6)]
  const isInside = descriptor.readUInt16LE(0) + across <= width && descriptor.readUInt16LE(2) + down <= height
  if (!isInside || across === 0 || down === 0) invalid()
  const colors = takeColors(cursor, descriptor[8])
  const codeSize = cursor.byte()
  if (codeSize < 2 || codeSize > 8) invalid()
  return { control, descriptor, pixels: across * down, colors, codeSize, data: cursor.pieces() }
}
