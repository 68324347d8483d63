import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { patienceMs } from '../harness/patience'
import { type Person, signedInPerson, until } from '../harness/people'
import { openFiles, residentMebibytes } from '../harness/process-figures'
import { startProxy } from '../harness/proxy'
import { openRawSocket } from '../harness/raw-socket'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { cuts, type Stage, type Taps, tapped } from './cuts'
import { newHistory } from './history'
import { recording } from './recording'
import { noteRow, rounds, sized } from './rows'

const runs = rounds(1, 50)
const cycles = sized(300, 10_000)
const countTimers = join(import.meta.dir, 'fail-points', 'count-timers.ts')

test.concurrent(
  '[F07] a connection that is cut at any step comes back with everything, once',
  async () => {
    using history = newHistory()
    const onError = (line: string) => history.note({ type: 'defect', line })
    await using server = await startServerProcess({ people: 3, onError })
    await using crowd = await gatherCrowd(server, history, { rooms: 1, people: 2 })
    const [bob, carol] = crowd.people
    const alice = server.registered[2]
    const [roomId = ''] = crowd.roomIds
    if (!alice || !bob || !carol) throw new Error('somebody is missing')
    await bob.client.api.addMember(roomId, alice.id)
    using proxy = await startProxy(server.url)
    const taps: Taps = { onSend: null }
    const openSocket = tapped(recording(history, alice.username), taps)
    await using person = await signedInPerson(proxy.url, alice, { openSocket })
    await person.client.openLog(roomId)
    let texts = 0
    const stage: Stage = {
      ...{ proxy, person, taps, roomId, token: alice.tokens.access },
      hear: () => crowd.say(0, roomId, `bob writes ${++texts}`),
      async say() {
        const send = { client_id: `alice-${++texts}`, room_id: roomId, content: `alice writes ${texts}` }
        history.note({ type: 'send', ...send, sender_id: alice.id, via: alice.username })
        await person.client.send(roomId, send.content, { clientId: send.client_id })
      },
    }

    for (const [step, cut] of Object.entries(cuts)) {
      for (let run = 0; run < runs; run++) {
        await within(patienceMs, step, cut(stage))
        proxy.watch(null)
        await within(patienceMs, `coming back after the cut ${step}`, comeBack())
      }
    }
    await crowd.finish()

    expectFlawless(history)
    const [mine, bobs] = [person, bob].map(({ client }) => client.log(roomId).get().messages)
    expect(mine?.filter(({ message_type }) => message_type === 'text')).toEqual(
      bobs?.filter(({ message_type }) => message_type === 'text'),
    )
    const count = Object.keys(cuts).length
    noteRow(
      'F07 cut at each step',
      runs * count,
      `${runs * count} of ${runs * count} flawless, ${count} steps`,
      true,
    )

    async function comeBack() {
      const waking = setInterval(() => person.client.wake(), 50)
      await until(person.client.connection, ({ phase }) => phase === 'up_to_date')
      await until(person.client.pending, (pending) => pending.length === 0)
      const newest = ({ client }: Person) => client.log(roomId).get().messages.at(-1)?.seq
      // Either of them may be the one who has to hear of the other's text.
      while (bob && newest(person) !== newest(bob)) await Bun.sleep(10)
      clearInterval(waking)
    }
  },
  runs * 60_000 + 540_000,
)

test.concurrent(`[F07] ${cycles} connections that are cut leave nothing behind`, async () => {
  let tell = (_timers: number) => {}
  await using server = await startServerProcess({
    people: 20,
    preload: countTimers,
    onLine(line) {
      if (line.startsWith('timers ')) tell(Number(line.slice(7)))
    },
  })
  const cycle = async (n: number) => {
    using socket = await openRawSocket(server)
    const token = server.registered[n % 20]?.tokens.access
    if (n % 4 > 0) socket.say({ type: 'hello', data: { version: 1, token } })
    if (n % 4 > 1) await socket.next()
    socket.reset()
    await socket.closed
  }
  const run = async (count: number) => {
    for (let n = 0; n < count; n += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, m) => cycle(n + m)))
    }
  }
  const figures = async () => {
    const told = new Promise<number>((resolve) => {
      tell = resolve
    })
    process.kill(server.pid, 'SIGUSR2')
    return { timers: await told, files: openFiles(server.pid), memory: residentMebibytes(server.pid) }
  }
  const atFirst = await figures()
  // Code that is compiled as it gets warm and a heap that finds its size look like a leak, but end.
  await run(cycles)
  const before = await settled(figures, atFirst)
  await run(cycles)
  // A job that is at work at the moment of a look has no timer.
  const most = { ...before, timers: Math.max(atFirst.timers, before.timers) }
  const after = await settled(figures, most)

  expect(after.files).toBeLessThanOrEqual(most.files)
  expect(after.timers).toBeLessThanOrEqual(most.timers)
  const rise = (after.memory / before.memory - 1) * 100
  const figure = `${after.files} files as before, ${after.timers} timers, memory ${rise.toFixed(1)} % above that after as many before`
  noteRow('F07 cut connections', cycles, figure, rise <= 5)
}, 600_000)

interface Left {
  timers: number
  files: number
}

/** The figures once they are no higher than these, or it is clear that something is left behind. */
async function settled<Figures extends Left>(figures: () => Promise<Figures>, most: Left): Promise<Figures> {
  let last = await figures()
  for (let looks = 0; looks < 100 && (last.timers > most.timers || last.files > most.files); looks++) {
    await Bun.sleep(200)
    last = await figures()
  }
  return last
}

async function within(ms: number, what: string, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`too long: ${what}`)), ms)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}
