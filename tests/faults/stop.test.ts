import { expect, test } from 'bun:test'
import { until } from '../harness/people'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { newHistory } from './history'
import { noteRow, rounds, sized } from './rows'

const restart = 1012
const mostDrainMs = 15_000
const { people, rooms, pauseMs } = sized(
  { people: 8, rooms: 3, pauseMs: 10 },
  { people: 40, rooms: 10, pauseMs: 50 },
)

test.concurrent(
  '[F06] a server asked to stop tells every socket, finishes soon, and nobody sees a text fail',
  async () => {
    const runs = rounds(2, 20)
    using history = newHistory()
    const onError = (line: string) => history.note({ type: 'defect', line })
    await using server = await startServerProcess({ people, onError })
    await using crowd = await gatherCrowd(server, history, { rooms })
    let slowestMs = 0

    crowd.startWriting(pauseMs)
    for (let run = 0; run < runs; run++) {
      await crowd.untilUpToDate()
      await Bun.sleep(300)
      const start = performance.now()
      await server.kill('SIGTERM')
      slowestMs = Math.max(slowestMs, performance.now() - start)
      expect(await server.exited).toBe(0)
      await Promise.all(
        crowd.people.map(({ client }) => until(client.connection, ({ phase }) => phase !== 'up_to_date')),
      )
      const closed = history.read().flatMap((it) => (it.type === 'closed' && it.at > start ? [it] : []))
      // Who was told to come back at once has failed to by now.
      const first = [...Map.groupBy(closed, ({ via }) => via).values()].map(([it]) => it?.code)
      expect(first).toEqual(crowd.people.map(() => restart))
      await server.start()
      for (const { client } of crowd.people) client.wake()
    }
    await crowd.untilUpToDate()
    await crowd.stopWriting()
    await crowd.finish()

    expectFlawless(history)
    const figure = `${people} of ${people} sockets got 1012, ended within ${Math.ceil(slowestMs)} ms, 0 failed texts`
    noteRow('F06 SIGTERM', runs, figure, slowestMs <= mostDrainMs)
  },
  rounds(2, 20) * 30_000 + 540_000,
)
