import { test } from 'bun:test'
import { openFiles, residentMebibytes } from '../harness/process-figures'
import { startProxy } from '../harness/proxy'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { deliveryDelays } from './delays'
import { newHistory } from './history'
import { noteRow, percentile, sized } from './rows'

const slow = sized(10, 100)
const fast = 3
const trickleBytesPerSecond = 1000
const characters = 5000
/** 5 MB, and then on until the network between two processes of one machine holds no more. */
const least = sized(1000, 1000)
const most = 6000
const mostRiseMebibytes = 125

test(
  `[F21] ${slow} slow readers cost little memory, are closed, and miss nothing once they read again`,
  async () => {
    using history = newHistory()
    const onError = (line: string) => history.note({ type: 'defect', line })
    await using server = await startServerProcess({ people: fast + slow, onError })
    using proxy = await startProxy(server.url)
    const url = (n: number) => (n < fast ? server.url : proxy.url)
    await using crowd = await gatherCrowd(server, history, { rooms: 1, url })
    const [roomId = ''] = crowd.roomIds
    const [before, files] = [residentMebibytes(server.pid), openFiles(server.pid)]
    const closed = () => files - openFiles(server.pid)
    let peak = before

    proxy.weather.downBytesPerSecond = trickleBytesPerSecond
    let texts = 0
    for (; texts < least || (closed() < slow && texts < most); texts++) {
      await crowd.say(0, roomId, `${texts} `.padEnd(characters, 'x'))
      await crowd.untilSettled(0)
      peak = Math.max(peak, residentMebibytes(server.pid))
    }
    const gone = Math.min(closed(), slow)
    proxy.weather.downBytesPerSecond = null
    await crowd.finish()

    expectFlawless(history)
    const delays = percentile(deliveryDelays(history.read()), 50)
    const figure = `${gone} of ${slow} closed after ${texts} texts, memory +${(peak - before).toFixed(0)} MiB, missing 0, median of all ${delays.toFixed(0)} ms`
    noteRow('F21 slow consumers', slow, figure, gone >= slow && peak - before <= mostRiseMebibytes)
  },
  sized(600_000, 900_000),
)
