import { readFile, writeFile } from 'node:fs/promises'
import { outputPath } from '../outputs'
import { makePreviews } from '../picture/previews'
import type { Found, Task } from '../worker-messages'
import { type Frame, type Gif, readGif } from './blocks'
import { lengthOfPixels } from './lzw'

const pieceBytes = 255
/** Of how a frame is disposed of, what is defined. */
const knownControl = 0x1d

/**
 * A GIF, every frame of it decoded, and written anew with what it needs to be shown. Previews show its first frame.
 * @throws MediaError
 */
export async function remakeGif(task: Task): Promise<Found> {
  const gif = readGif(await readFile(task.path))
  const made = write(gif)
  await writeFile(outputPath(task.output), made)
  return {
    kind: gif.frames.length > 1 ? 'animation' : 'picture',
    type: 'image/gif',
    size: made.length,
    width: gif.width,
    height: gif.height,
    duration_ms: null,
    isNew: true,
    ...(await makePreviews(made, gif, task.output)),
  }
}

function write({ screen, colors, repeats, frames }: Gif): Buffer {
  const loop = repeats === null ? [] : [repetition(repeats)]
  const header = Buffer.from('GIF89a')
  return Buffer.concat([header, screen, colors, ...loop, ...frames.flatMap(writeFrame), Buffer.of(0x3b)])
}

function writeFrame({ control, descriptor, pixels, colors, codeSize, data }: Frame): Buffer[] {
  const all = Buffer.concat(data)
  const needed = all.subarray(0, lengthOfPixels(all, codeSize, pixels))
  return [
    ...(control ? writeControl(control) : []),
    Buffer.of(0x2c),
    descriptor,
    colors,
    Buffer.of(codeSize),
    ...inPieces(needed),
    Buffer.of(0),
  ]
}

function writeControl(control: Buffer): Buffer[] {
  return [Buffer.of(0x21, 0xf9, 4, control.readUInt8() & knownControl), control.subarray(1), Buffer.of(0)]
}

function inPieces(data: Buffer): Buffer[] {
  const count = Math.ceil(data.length / pieceBytes)
  return Array.from({ length: count }, (_, n) => {
    const piece = data.subarray(n * pieceBytes, (n + 1) * pieceBytes)
    return [Buffer.of(piece.length), piece]
  }).flat()
}

function repetition(repeats: number): Buffer {
  return Buffer.concat([
    Buffer.of(0x21, 0xff, 11),
    Buffer.from('NETSCAPE2.0'),
    Buffer.of(3, 1, repeats & 0xff, repeats >> 8, 0),
  ])
}
