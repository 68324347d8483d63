import { patienceMs } from '../harness/patience'
import type { Crowd } from './crowd'
import type { History } from './history'

/** So many texts are acknowledged until it counts as going on. */
const enough = 50

/** Everybody is connected, and more has been acknowledged. */
export async function goOn(crowd: Crowd, history: History): Promise<void> {
  for (const { client } of crowd.people) client.wake()
  await crowd.untilUpToDate()
  const acks = () => history.read().filter(({ type }) => type === 'ack').length
  const before = acks()
  const givenUpAt = performance.now() + patienceMs
  while (acks() < before + enough && performance.now() < givenUpAt) await Bun.sleep(20)
}
