import { join } from 'node:path'
import { startServerProcess } from '../harness/server-process'
import { gatherCrowd } from './crowd'
import type { History } from './history'

const lossy = join(import.meta.dir, 'mutants', 'drop-fan-out.ts')

interface LossyOptions {
  isLossy: boolean
  seconds: number
  people: number
  rooms: number
  patienceMs?: number
}

/** People write with a sound network to a server whose bus loses one text in a hundred, or none. */
export async function runLossy(
  history: History,
  { isLossy, seconds, people, ...how }: LossyOptions,
): Promise<void> {
  const onError = (line: string) => history.note({ type: 'defect', line })
  await using server = await startServerProcess({ people, preload: isLossy ? lossy : undefined, onError })
  await using crowd = await gatherCrowd(server, history, how)
  crowd.startWriting(10)
  await Bun.sleep(seconds * 1000)
  await crowd.stopWriting()
  await Promise.all(crowd.roomIds.map((roomId, place) => crowd.say(place, roomId, `spared ${place}`)))
  await crowd.finish()
}
