import { expect, test } from 'bun:test'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServerProcess } from '../harness/server-process'
import { builtShim, canBuildShims } from './built-shim'
import { check, expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { goOn } from './go-on'
import { type History, newHistory } from './history'
import { noteRow, rounds } from './rows'

const runs = rounds(2, 20)
const source = join(import.meta.dir, 'power', 'durable.c')
if (!canBuildShims) console.log('F05 and F20 are skipped: they need Linux and a C compiler, such as gcc.')

test.skipIf(!canBuildShims).concurrent(
  '[F05] a loss of power keeps all that was acknowledged',
  async () => {
    using history = newHistory()
    await losePower(history, runs)
    expectFlawless(history)
    const acks = history.read().filter(({ type }) => type === 'ack').length
    noteRow('F05 loss of power, SQLite', runs, `lost 0 of ${acks} acknowledged`, true)
  },
  600_000 + runs * 15_000,
)

test.skipIf(!canBuildShims).concurrent(
  '[F05] the loss of power is one: a database that does not wait for the disk loses what it acknowledged',
  async () => {
    using history = newHistory()
    await losePower(history, 1, join(import.meta.dir, 'power', 'synchronous-normal.ts'))
    const { lost } = check(history.read())
    expect(lost.length).toBeGreaterThan(0)
    noteRow('F05 with synchronous=NORMAL', 1, `loses ${lost.length}, as it must`, true)
  },
  600_000,
)

test.skipIf(!canBuildShims).concurrent(
  '[F20] what a disk that failed left to be read is durable before anything that comes after it is acknowledged',
  async () => {
    using history = newHistory()
    using shim = builtShim(source)
    const env = { LD_PRELOAD: shim.path }
    await using server = await startServerProcess({ people: 6, complaints: 'kept', env })
    await using crowd = await gatherCrowd(server, history, { rooms: 2 })
    const failure = join(server.data, 'natter.db-wal.fail')
    await server.kill('SIGTERM')
    await server.start()
    crowd.startWriting(10)
    const failures = rounds(1, 20)
    for (let run = 0; run < failures; run++) {
      await goOn(crowd, history)
      writeFileSync(failure, '')
      await server.exited
      rmSync(failure)
      await server.start()
      await goOn(crowd, history)
      await server.kill()
      leaveWhatWasDurable(server.data)
      await server.start()
    }
    await goOn(crowd, history)
    await crowd.stopWriting()
    await crowd.finish()
    expectFlawless(history)
    const acks = history.read().filter(({ type }) => type === 'ack').length
    noteRow('F20 loss of power after that', failures, `lost 0 of ${acks} acknowledged`, true)
  },
  600_000 + runs * 30_000,
)

/** People write while, again and again, the server is killed and only what had reached the disk is left to it. */
async function losePower(history: History, times: number, preload?: string): Promise<void> {
  using shim = builtShim(source)
  await using server = await startServerProcess({ people: 6, preload, env: { LD_PRELOAD: shim.path } })
  // A server that loses what it acknowledged leaves people waiting for what never comes.
  const patience = preload === undefined ? {} : { patienceMs: 5000 }
  await using crowd = await gatherCrowd(server, history, { rooms: 2, ...patience })
  // An orderly end puts the rooms where no loss of power reaches them.
  await server.kill('SIGTERM')
  await server.start(preload)
  crowd.startWriting(10)
  for (let run = 0; run < times; run++) {
    for (const { client } of crowd.people) client.wake()
    await crowd.untilUpToDate()
    await Bun.sleep(300 + Math.random() * 700)
    await server.kill()
    history.note({ type: 'killed', signal: 'power' })
    leaveWhatWasDurable(server.data)
    await server.start(preload)
  }
  for (const { client } of crowd.people) client.wake()
  await crowd.untilUpToDate()
  await crowd.stopWriting()
  await crowd.finish()
}

/** Puts the copies in the place of the files. The index of the log lies in memory that no loss of power leaves. */
function leaveWhatWasDurable(data: string): void {
  const path = join(data, 'natter.db')
  rmSync(`${path}-shm`, { force: true })
  for (const file of [path, `${path}-wal`]) {
    if (existsSync(`${file}.durable`)) renameSync(`${file}.durable`, file)
  }
}
