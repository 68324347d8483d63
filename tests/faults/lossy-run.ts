import { join } from 'node:path'
import { until } from '../harness/people'
import { startServerProcess } from '../harness/server-process'
import { type Crowd, gatherCrowd } from './crowd'
import type { History } from './history'

const lossy = join(import.meta.dir, 'mutants', 'drop-fan-out.ts')

/** Past the first text that is lost, so that something is, however slow the machine. */
const leastSeq = 60

interface LossyOptions {
  isLossy: boolean
  seconds: number
  people: number
  rooms: number
  pauseMs?: number
  patienceMs?: number
}

/** People write with a sound network to a server whose bus loses one text in a hundred, or none. */
export async function runLossy(
  history: History,
  { isLossy, seconds, people, pauseMs = 10, ...how }: LossyOptions,
): Promise<void> {
  const onError = (line: string) => history.note({ type: 'defect', line })
  await using server = await startServerProcess({ people, preload: isLossy ? lossy : undefined, onError })
  await using crowd = await gatherCrowd(server, history, how)
  crowd.startWriting(pauseMs)
  await Promise.all([
    Bun.sleep(seconds * 1000),
    ...crowd.roomIds.map((roomId, place) => untilWritten(crowd, place, roomId)),
  ])
  await crowd.stopWriting()
  await Promise.all(crowd.roomIds.map((roomId, place) => crowd.say(place, roomId, `spared ${place}`)))
  await crowd.finish()
}

async function untilWritten({ people }: Crowd, place: number, roomId: string): Promise<void> {
  const client = people[place]?.client
  if (client) await until(client.log(roomId), ({ messages }) => (messages.at(-1)?.seq ?? 0) > leastSeq)
}
