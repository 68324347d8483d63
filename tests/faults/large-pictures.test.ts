import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { startInspecting } from '../harness/inspecting'
import { exifOf, exifSegment, losslessWebp, madePng, pngChunk, webpWithExif } from '../harness/made-pictures'
import { childrenOf } from '../harness/process-figures'
import { noteRow, sized } from './rows'

/** Pixels of a line and of a column; in the full run nearly as many as a picture can have. */
const [width, height] = sized([1500, 1000], [8600, 5800])
/** The same of a picture that loses nothing; a larger one loses a little. */
const [losslessWidth, losslessHeight] = sized([1200, 800], [3840, 2160])
const mostMebibytes = 512
const watchedEveryMs = 20
/** Of a PNG: its signature and its first chunk. */
const headerBytes = 33

test('[J04] a picture as large as may be, lying on its side, is made within 512 MiB of memory', async () => {
  const small = madePng(500, 400)
  const large = () => new Bun.Image(small).resize(width, height)
  const jpeg = Buffer.from(await large().jpeg({ quality: 90 }).bytes())
  const png = Buffer.from(await large().png({ compressionLevel: 1 }).bytes())
  const webp = Buffer.from(await large().webp().bytes())
  const kinds = [
    Buffer.concat([jpeg.subarray(0, 2), exifSegment(6, ''), jpeg.subarray(2)]),
    Buffer.concat([png.subarray(0, headerBytes), pngChunk('eXIf', exifOf(7, '')), png.subarray(headerBytes)]),
    await webpWithExif(webp, exifOf(8, '')),
    await losslessWebp(
      await new Bun.Image(small).resize(losslessWidth, losslessHeight).png({ compressionLevel: 1 }).bytes(),
    ),
  ]
  let most = 0
  await using files = startInspecting()
  const watch = setInterval(() => {
    most = Math.max(most, ...childrenOf(process.pid).map(highestMebibytes))
  }, watchedEveryMs)
  const found = []
  for (const content of kinds) found.push(await files.inspect(content))
  clearInterval(watch)
  for (const turned of found.slice(0, 3)) expect(turned).toMatchObject({ width: height, height: width })
  expect(found[3]).toMatchObject({ width: losslessWidth, height: losslessHeight })
  expect(most).toBeGreaterThan(0)
  const figure = `${((width * height) / 1e6).toFixed(0)} megapixels in at most ${most.toFixed(0)} MiB`
  noteRow('J04 large pictures', kinds.length, figure, most <= mostMebibytes)
}, 600_000)

/** What a process had in use at most; nothing when it has just ended. */
function highestMebibytes(pid: number): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(match?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
