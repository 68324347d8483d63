import { startServerProcess } from '../harness/server-process'
import { gatherCrowd } from './crowd'
import type { History } from './history'
import { requireIntact } from './intact'

interface KillOptions {
  rounds: number
  signal?: NodeJS.Signals
  people?: number
  rooms?: number
  pauseMs?: number
  /** How long to wait at the end for what a broken server may never do. */
  patienceMs?: number
  /** A file that plants a bug in the server once everybody is ready. */
  preload?: string
  /** Flags for the server, such as those of another database. */
  flags?: readonly string[]
}

/**
 * People write into rooms, through the client library, while the server is killed at random moments and started again.
 * Ends when everything written has been acknowledged and everyone shows the whole log.
 */
export async function runKillRounds(history: History, options: KillOptions): Promise<void> {
  const { rounds, signal = 'SIGKILL', people = 8, rooms = 3, pauseMs = 10, flags = [] } = options
  const { preload, patienceMs } = options
  await using server = await startServerProcess({
    flags,
    people,
    // The report of a crash that is meant is not for whoever reads the output of the tests.
    complaints: signal === 'SIGKILL' ? 'shown' : 'kept',
    onError: (line) => history.note({ type: 'defect', line }),
  })
  await using crowd = await gatherCrowd(server, history, {
    rooms,
    ...(patienceMs !== undefined && { patienceMs }),
  })
  if (preload) {
    await server.kill()
    await server.start(preload)
  }

  crowd.startWriting(pauseMs)
  for (let round = 0; round < rounds; round++) {
    await crowd.untilUpToDate()
    await Bun.sleep(20 + Math.random() * 300)
    await server.kill(signal)
    history.note({ type: 'killed', signal })
    if (flags.length === 0) requireIntact(server.data)
    const start = performance.now()
    await server.start(preload)
    history.note({ type: 'ready', after_ms: performance.now() - start })
    for (const { client } of crowd.people) client.wake()
    void crowd.untilUpToDate().then(() => {
      history.note({ type: 'synced', after_ms: performance.now() - start })
    })
  }
  await crowd.untilUpToDate()
  await crowd.stopWriting()
  await crowd.finish()
}
