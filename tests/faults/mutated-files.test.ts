import { expect, test } from 'bun:test'
import { rmSync } from 'node:fs'
import { type Inspected, MediaError } from '#server/media/inspected'
import { type Inspecting, startInspecting, storedOf } from '../harness/inspecting'
import { gifComment, madeGif } from '../harness/made-gif'
import { box, madeMp4 } from '../harness/made-mp4'
import { exifSegment, madeJpeg, madePng, madeWebp } from '../harness/made-pictures'
import { element, madeWebm } from '../harness/made-webm'
import { mutatedFile } from './mutated-files'
import { seeded } from './random'
import { noteRow, sized } from './rows'

const pictures = [
  await madeJpeg(64, 48, exifSegment(6, 'Lummerland')),
  madePng(64, 48),
  await madeWebp(64, 48),
  madeGif({ width: 32, height: 24, frames: 3, blocks: [gifComment('hello')] }),
] as const
const videos = [
  madeMp4({ inMovie: [box('udta', box('name', Buffer.alloc(40)))], moreTracks: ['soun', 'meta'] }),
  madeMp4({ inFile: [box('free', Buffer.alloc(30)), box('moof', box('traf', Buffer.alloc(0)))] }),
  madeWebm({ more: [element('1254C367', Buffer.alloc(300))] }),
  madeWebm({ isOpen: true }),
] as const
/** Each so many that were taken are looked at more closely. */
const closely = 10
const hangMs = sized(120_000, 3_600_000)

test(
  '[J06] broken pictures neither end nor hang anything: each is refused or made whole, and nothing is left',
  () => throwAt(pictures, sized(400, 10_000), 'J06 broken pictures'),
  hangMs,
)

test(
  '[J06] broken videos neither end nor hang anything: each is refused or can be looked at again, and nothing is left',
  () => throwAt(videos, sized(400, 10_000), 'J06 broken videos'),
  hangMs,
)

async function throwAt(sound: readonly [Buffer, ...Buffer[]], count: number, row: string): Promise<void> {
  const deaths: string[] = []
  const seed = Date.now() % 1e9
  console.log(`the seed is ${seed}`)
  const random = seeded(seed)
  await using files = startInspecting({ onDeath: (sentence) => deaths.push(sentence) })
  let taken = 0
  for (let n = 0; n < count; n++) {
    const broken = mutatedFile(random, sound)
    try {
      const found = await files.inspect(broken)
      if (++taken % closely === 0) await lookClosely(files, found)
      removeAll(found)
    } catch (error) {
      if (!(error instanceof MediaError)) throw new Error(`of ${broken.toString('base64')}`, { cause: error })
    }
  }
  for (const whole of sound) removeAll(await files.inspect(whole))
  expect(files.left()).toEqual([])
  const figure = `${taken} taken, ${count - taken} refused, the worker died of ${deaths.length}, nothing left`
  noteRow(row, count, figure, true)
}

/** What was taken once is taken again, and is what it was said to be. */
async function lookClosely(files: Inspecting, found: Inspected): Promise<void> {
  const { kind, type, width, height } = found
  const again = await files.inspect(storedOf(found))
  expect({ ...again }).toMatchObject({ kind, type, width, height })
  removeAll(again)
}

function removeAll({ path, previews }: Inspected): void {
  for (const made of [path, ...previews.map((preview) => preview.path)]) rmSync(made)
}
