import { expect, test } from 'bun:test'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServerProcess } from '../harness/server-process'
import { temporaryFolder } from '../harness/temporary-folder'
import { builtShim, canBuildShims } from './built-shim'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { goOn } from './go-on'
import { type History, newHistory } from './history'
import { requireIntact } from './intact'
import { noteRow, rounds } from './rows'

const runs = rounds(1, 20)
/** The code for errors of input and output. */
const diskFailed = 74
if (!canBuildShims) console.log('F20 is skipped: it needs Linux and a C compiler, such as gcc.')

test.skipIf(!canBuildShims).concurrent(
  '[F20] when the disk fails in a commit the server acknowledges nothing more and ends, and what it did acknowledge is there',
  async () => {
    using history = newHistory()
    using disk = failingDisk()
    const onError = (line: string) => {
      if (!line.includes('"event":"storage_failed"')) history.note({ type: 'defect', line })
    }
    const { env } = disk
    await using server = await startServerProcess({ people: 6, env, onError, complaints: 'kept' })
    await using crowd = await gatherCrowd(server, history, { rooms: 2 })
    crowd.startWriting(10)
    for (let run = 0; run < runs; run++) {
      await goOn(crowd, history)
      disk.tell('fail', true)
      expect(await server.exited).toBe(diskFailed)
      expect(server.complaints()).toContain('Nothing that was acknowledged is lost.')
      expectSynced(history, disk.syncs())
      expect(disk.syncs().at(-1)?.isDone).toBe(false)
      requireIntact(server.data)

      await expect(server.start()).rejects.toThrow()
      expect(server.complaints().trimEnd()).toEndWith('The disk of the data folder failed: disk I/O error.')
      disk.tell('fail', false)
      await server.start()
    }
    await goOn(crowd, history)
    await crowd.stopWriting()
    await crowd.finish()

    expectFlawless(history)
    const closes = history.read().flatMap((noted) => (noted.type === 'closed' ? noted.code : []))
    expect(closes).toContain(1012)
    const acks = history.read().filter(({ type }) => type === 'ack').length
    noteRow('F20 disk that fails', runs, `ended with ${diskFailed}, lost 0 of ${acks} acknowledged`, true)
  },
  600_000 + runs * 15_000,
)

test.skipIf(!canBuildShims).concurrent(
  '[F20] while the disk stalls nothing is acknowledged before it has answered, and nothing is lost',
  async () => {
    using history = newHistory()
    using disk = failingDisk()
    const onError = (line: string) => history.note({ type: 'defect', line })
    await using server = await startServerProcess({ people: 6, env: disk.env, onError })
    await using crowd = await gatherCrowd(server, history, { rooms: 2 })
    crowd.startWriting(10)
    await goOn(crowd, history)
    disk.tell('stall', true)
    const before = disk.syncs().length
    while (disk.syncs().length < before + 1 + runs) await Bun.sleep(50)
    disk.tell('stall', false)
    await goOn(crowd, history)
    await crowd.stopWriting()
    await crowd.finish()

    expectFlawless(history)
    expectSynced(history, disk.syncs())
    const stalls = disk.syncs().filter(({ beganAt, endedAt }) => endedAt - beganAt >= 2000).length
    expect(stalls).toBeGreaterThanOrEqual(runs)
    const acks = history.read().filter(({ type }) => type === 'ack').length
    noteRow('F20 disk that stalls', stalls, `each of ${acks} acknowledgements after its fsync, lost 0`, true)
  },
  600_000 + runs * 15_000,
)

/** Each text that was acknowledged was sent before an fsync began that had succeeded by then. */
function expectSynced(history: History, syncs: readonly Sync[]): void {
  const done = syncs.filter(({ isDone }) => isDone)
  const sentAt = new Map(
    history.read().flatMap((noted) => (noted.type === 'send' ? [[noted.client_id, noted.at] as const] : [])),
  )
  const early = history.read().filter((noted) => {
    if (noted.type !== 'ack') return false
    const sent = sentAt.get(noted.client_id) ?? 0
    return !done.some(({ beganAt, endedAt }) => beganAt > sent && endedAt < noted.at)
  })
  expect(early).toEqual([])
}

/** One fsync of the database; milliseconds of this process' clock. */
interface Sync {
  beganAt: number
  endedAt: number
  isDone: boolean
}

/** A disk for a server that can be told to stall or to fail: `disk/failing.c`. */
function failingDisk() {
  const folder = temporaryFolder()
  const shim = builtShim(join(import.meta.dir, 'disk', 'failing.c'))
  return {
    env: { LD_PRELOAD: shim.path, FAILING_DISK: folder.path },
    tell(what: 'stall' | 'fail', isSo: boolean) {
      if (isSo) writeFileSync(join(folder.path, what), '')
      else rmSync(join(folder.path, what))
    },
    syncs(): Sync[] {
      const path = join(folder.path, 'syncs')
      const lines = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : []
      return lines.map((line) => {
        const [began, ended, result] = line.split(' ').map(Number)
        return {
          beganAt: (began ?? 0) / 1e6 - performance.timeOrigin,
          endedAt: (ended ?? 0) / 1e6 - performance.timeOrigin,
          isDone: result === 0,
        }
      })
    },
    [Symbol.dispose]() {
      shim[Symbol.dispose]()
      folder.remove()
    },
  }
}
