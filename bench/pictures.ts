import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInspector } from '#server/media/inspect'
import { photograph } from './photograph'
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
