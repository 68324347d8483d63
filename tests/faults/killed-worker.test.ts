import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { storedFile } from '#protocol/files'
import { madePng, pngChunk } from '../harness/made-pictures'
import { comesAbout } from '../harness/patience'
import { childrenOf, stateOf } from '../harness/process-figures'
import { request } from '../harness/request'
import { type ServerProcess, startServerProcess } from '../harness/server-process'
import { upload } from '../harness/uploads'
import { noteRow, rounds, sized } from './rows'

const moments = ['while decoding', 'before writing', 'after writing'] as const
const perMoment = rounds(1, 7)
const [width, height] = sized([800, 600], [4000, 3000])
const preload = join(import.meta.dir, 'fail-points/worker-that-stops.ts')

for (const goesOn of ['before the server is back', 'when the server is back'] as const) {
  test(`[F35] of a picture over which the server was killed nothing is left, though the worker goes on ${goesOn}`, async () => {
    await using server = await startServerProcess({ people: 1, preload })
    for (let round = 0; round < perMoment * moments.length; round++) {
      const moment = moments[round % moments.length] ?? moments[0]
      const picture = madePng(width, height, [pngChunk('tEXt', Buffer.from(`please stop ${moment}`))])
      const answer = upload(alice(server), new Uint8Array(picture)).then(
        ({ status }) => status,
        () => 'none',
      )
      const worker = await stoppedWorker(server)
      expect(filesIn(server).length).toBeGreaterThan(0)

      await server.kill()
      expect(await answer).toBe('none')
      if (goesOn === 'before the server is back') await goOn(worker)
      await server.start(preload)
      await comesAbout('no file is left', () => filesIn(server).length === 0)
      if (goesOn === 'when the server is back') await goOn(worker)
      expect(filesIn(server)).toEqual([])
      await comesAbout('no row is left', () => rowsIn(server) === 0)
    }
    const stored = (await upload(alice(server), new Uint8Array(madePng(400, 300)))).read(storedFile)
    expect(filesIn(server)).toEqual([stored.id, `${stored.id}-320`])
    expect(rowsIn(server)).toBe(1)
    const runs = perMoment * moments.length
    noteRow(`F35 SIGKILL, worker goes on ${goesOn}`, runs, `nothing left after ${runs} of ${runs}`, true)
  }, 600_000)
}

function alice(server: ServerProcess): Parameters<typeof upload>[0] {
  const headers = { Authorization: `Bearer ${server.registered[0]?.tokens.access}` }
  return {
    call: (method, path, options = {}) =>
      request(server, method, path, { ...options, headers: { ...headers, ...options.headers } }),
  }
}

/** The worker of a server, once it stands still. */
async function stoppedWorker({ pid }: ServerProcess): Promise<number> {
  const find = () => childrenOf(pid).find((child) => stateOf(child) === 'T')
  await comesAbout('the worker stands still', () => find() !== undefined)
  return find() ?? 0
}

/** Lets a worker that stands still go on, and waits for its end. */
async function goOn(worker: number): Promise<void> {
  process.kill(worker, 'SIGCONT')
  await comesAbout('the worker has ended', () => stateOf(worker) === null)
}

/** The names of all files that the server has, wherever they lie. */
function filesIn({ data }: ServerProcess): string[] {
  const entries = readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted()
}

function rowsIn({ data }: ServerProcess): number {
  using database = new Database(join(data, 'natter.db'), { readonly: true })
  return Number(database.query('select count(*) from files').values()[0]?.[0])
}
