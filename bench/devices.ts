import type { Client } from '#client/client'
import { createClient } from '#client/create-client'
import { memoryOutbox } from '#client/storage/memory'
import { openWebSocket } from '#client/web-socket'
import { type BenchServer, startBenchServer } from './server'
import { type Latency, latencyOf } from './statistics'

const rounds = 500

/** From reading a room, or marking it as unread, on one device until another one of the same person shows it so. */
export async function betweenDevices(): Promise<Latency> {
  await using server = await startBenchServer({ people: 2, rooms: 1, messages: 100 })
  const [laptop, phone] = [await newDevice(server), await newDevice(server)]
  const room = laptop.rooms.get().rooms[0]
  if (!room) throw new Error('there is no room to read')

  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    const isRead = round % 2 === 0
    const seen = showsRead(phone, isRead)
    const startedAt = performance.now()
    if (isRead) {
      laptop.markRead(room.id, room.last_seq)
      laptop.flush()
    } else await laptop.markUnread(room.id, 1)
    await seen
    samples.push(performance.now() - startedAt)
  }
  await Promise.all([laptop.stop(), phone.stop()])
  return latencyOf(samples)
}

/** The first of the people, on one more device. */
async function newDevice({ url, tokens }: BenchServer): Promise<Client> {
  const access = tokens[0] ?? ''
  const client = createClient({
    ...{ url, credentials: 'token', tokens: { access } },
    ...{ outbox: memoryOutbox(), openSocket: openWebSocket },
  })
  await client.start()
  await becomes(client.connection.subscribe, () => client.connection.get().phase === 'up_to_date')
  return client
}

function showsRead({ rooms }: Client, isRead: boolean): Promise<void> {
  return becomes(rooms.subscribe, () => (rooms.get().rooms[0]?.unread_count === 0) === isRead)
}

function becomes(subscribe: (listener: () => void) => () => void, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = subscribe(look)
    function look() {
      if (!isSo()) return
      stop()
      resolve()
    }
    look()
  })
}
