import { expect, test } from 'bun:test'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { InspectorOptions } from '#server/media/inspect'
import { type Inspected, MediaError } from '#server/media/inspected'
import { type Inspecting, startInspecting, storedOf } from '../harness/inspecting'
import { gifComment, madeGif } from '../harness/made-gif'
import { box, madeMp4 } from '../harness/made-mp4'
import {
  exifOf,
  exifSegment,
  losslessWebp,
  madeJpeg,
  madePng,
  madeWebp,
  pngChunk,
  webpWithExif,
} from '../harness/made-pictures'
import { element, madeWebm } from '../harness/made-webm'
import { mutatedFile } from './mutated-files'
import { seeded } from './random'
import { noteRow, sized } from './rows'

const pictures = [
  await madeJpeg(64, 48, exifSegment(6, 'Lummerland')),
  madePng(64, 48, [pngChunk('eXIf', exifOf(6, 'Lummerland'))]),
  await madeWebp(64, 48),
  await webpWithExif(await losslessWebp(madePng(48, 32)), exifOf(5, 'Lummerland')),
  madeGif({ width: 32, height: 24, frames: 3, blocks: [gifComment('hello')] }),
] as const
const videos = [
  madeMp4({
    inMovie: [box('udta', box('name', Buffer.alloc(40)))],
    moreTracks: ['soun'],
    notes: Buffer.alloc(60),
  }),
  madeMp4({ inFile: [box('free', Buffer.alloc(30)), box('moof', box('traf', Buffer.alloc(0)))] }),
  madeWebm({ more: [element('1254C367', Buffer.alloc(300))] }),
  madeWebm({ isOpen: true }),
] as const
type Sound = readonly [Buffer, ...Buffer[]]

/** Each so many that were taken are looked at more closely. */
const closely = 10
const hangMs = sized(120_000, 3_600_000)

test(
  '[J06] broken pictures neither end nor hang anything: each is refused or made whole, and nothing is left',
  () => noted('J06 broken pictures', pictures),
  hangMs,
)

test(
  '[J06] broken videos neither end nor hang anything: each is refused or can be looked at again, and nothing is left',
  () => noted('J06 broken videos', videos),
  hangMs,
)

test(
  '[J06] the same kills the mutant blank-the-length: what it took once it does not take again',
  async () => {
    const mutant = join(import.meta.dir, 'mutants/blank-the-length.ts')
    const worker = join(import.meta.dir, '../../server/media/worker.ts')
    const run = throwAt(videos, 400, { command: [process.execPath, '--preload', mutant, worker] })
    await expect(run).rejects.toThrow('what was taken once is not taken again')
  },
  hangMs,
)

async function noted(row: string, sound: Sound): Promise<void> {
  const count = sized(400, 10_000)
  const { taken, deaths } = await throwAt(sound, count)
  const figure = `${taken} taken, ${count - taken} refused, the worker died of ${deaths}, nothing left`
  noteRow(row, count, figure, true)
}

async function throwAt(sound: Sound, count: number, options: Partial<InspectorOptions> = {}) {
  const seed = Date.now() % 1e9
  console.log(`the seed is ${seed}`)
  const random = seeded(seed)
  let [taken, deaths] = [0, 0]
  const onDeath = () => {
    deaths++
  }
  await using files = startInspecting({ onDeath, ...options })
  for (let n = 0; n < count; n++) {
    const found = await takenOf(files, mutatedFile(random, sound))
    if (found === null) continue
    if (taken++ % closely === 0) await lookClosely(files, found)
    removeAll(found)
  }
  for (const whole of sound) removeAll(await files.inspect(whole))
  expect(files.left()).toEqual([])
  return { taken, deaths }
}

/** Null when the file was refused; anything else than taking and refusing it is a failure. */
async function takenOf(files: Inspecting, broken: Buffer): Promise<Inspected | null> {
  try {
    return await files.inspect(broken)
  } catch (error) {
    if (error instanceof MediaError) return null
    throw new Error(`of ${broken.toString('base64')}`, { cause: error })
  }
}

/** What was taken once is taken again, and is what it was said to be. */
async function lookClosely(files: Inspecting, found: Inspected): Promise<void> {
  const { kind, type, width, height } = found
  const stored = storedOf(found)
  const again = await takenOf(files, stored)
  if (!again) throw new Error(`what was taken once is not taken again: ${stored.toString('base64')}`)
  expect({ ...again }).toMatchObject({ kind, type, width, height })
  removeAll(again)
}

function removeAll({ path, previews }: Inspected): void {
  for (const made of [path, ...previews.map((preview) => preview.path)]) rmSync(made)
}
