import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInspector } from '#server/media/inspect'
import { type Latency, latencyOf } from './statistics'

const photographs = 20
const probedEveryMs = 5

export interface Pictures {
  /** Milliseconds until one photograph is decoded, encoded anew and has its smaller pictures, when nothing else happens. */
  alone: Latency
  /** Milliseconds by which other work of the same process is late while so many photographs are worked on. */
  lag: Latency
}

/** What a photograph of 12 megapixels costs, and those who talk meanwhile. */
export async function pictures(): Promise<Pictures> {
  const folder = mkdtempSync(join(tmpdir(), 'natter-bench-'))
  const inspector = createInspector({ temporaryFolder: folder })
  const path = join(folder, 'photograph')
  writeFileSync(path, await photograph())
  const inspect = () => inspector.inspect(path, { name: 'photograph.jpg', otherFiles: false })
  try {
    await inspect()
    const alone: number[] = []
    for (let n = 0; n < 5; n++) {
      const begun = performance.now()
      await inspect()
      alone.push(performance.now() - begun)
    }
    const lag = await lagDuring(() => Promise.all(Array.from({ length: photographs }, inspect)))
    return { alone: latencyOf(alone), lag: latencyOf(lag) }
  } finally {
    await inspector.stop()
    rmSync(folder, { recursive: true })
  }
}

async function lagDuring(work: () => Promise<unknown>): Promise<number[]> {
  const late: number[] = []
  let expected = performance.now() + probedEveryMs
  const probe = setInterval(() => {
    const now = performance.now()
    late.push(Math.max(0, now - expected))
    expected = now + probedEveryMs
  }, probedEveryMs)
  await work()
  clearInterval(probe)
  return late
}

/** 4000 by 3000 pixels, with large shapes and a fine grain, as photographs have them. */
async function photograph(): Promise<Uint8Array> {
  const [width, height] = [1000, 750]
  const rgb = new Uint8Array(width * height * 3).map((_, n) => {
    const [x, y] = [Math.floor(n / 3) % width, Math.floor(n / 3 / width)]
    const shape = 128 + 90 * Math.sin(x / 70 + (n % 3)) * Math.cos(y / 50)
    return shape + ((n * 7919) % 31)
  })
  return new Bun.Image(bitmap(width, height, rgb)).resize(4000, 3000).jpeg({ quality: 92 }).bytes()
}

/** An uncompressed bitmap; its lines need no padding, since its width is a multiple of four. */
function bitmap(width: number, height: number, rgb: Uint8Array): Uint8Array {
  const header = Buffer.alloc(54)
  header.write('BM')
  header.writeUInt32LE(header.length + rgb.length, 2)
  header.writeUInt32LE(header.length, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  return Buffer.concat([header, rgb])
}
