import { gather } from './crew'
import { handshakes } from './handshakes'
import { signalLatencies } from './outcome'
import { startBenchServer } from './server'
import { type Latency, latencyOf } from './statistics'

const seconds = 10

export interface Saturation {
  messagesPerSecond: number
  cpuMicrosecondsPerDelivery: number
}

/** So many people, each in two rooms of two, writing as fast as they are acknowledged. */
export async function saturation(people: number): Promise<Saturation> {
  await using server = await startBenchServer({ people, rooms: people, messages: people * 100 })
  const { url, tokens } = server
  await using crew = await gather({ url, tokens })
  const cpu = server.cpuSeconds()
  const { acknowledged, delivered } = await crew.run({
    what: 'texts',
    rate: 'closed',
    actors: tokens.length,
    seconds,
  })
  return {
    messagesPerSecond: acknowledged / seconds,
    cpuMicrosecondsPerDelivery: ((server.cpuSeconds() - cpu) * 1e6) / delivered,
  }
}

/** From send to delivery, with 1,000 people connected in rooms of two. */
export async function latencyAt(rate: number): Promise<Latency> {
  await using server = await startBenchServer({ people: 1000, rooms: 1000, messages: 100_000 })
  const { url, tokens } = server
  await using crew = await gather({ url, tokens })
  return latencyOf((await crew.run({ what: 'texts', rate, actors: tokens.length, seconds })).latencies)
}

export interface Crowded {
  connected: number
  /** Processor time of the server while everybody is connected and nobody does anything, as a share of one core. */
  idleShare: number
  bytesPerConnection: number
  handshake: Latency
  text: Latency
  typing: Latency
  arrival: Latency
}

/** So many people connected at once, in rooms of two: what it costs to hold them, and how fast things then go. */
export async function crowded(people: number): Promise<Crowded> {
  await using server = await startBenchServer({ people, rooms: people, messages: people * 10 })
  const { url, tokens } = server
  const before = server.residentBytes()
  await using crew = await gather({ url, tokens })
  const bytesPerConnection = (server.residentBytes() - before) / people
  const cpu = server.cpuSeconds()
  await Bun.sleep(seconds * 1000)
  const idleShare = (server.cpuSeconds() - cpu) / seconds
  const everyone = { actors: people, seconds }
  const texts = await crew.run({ what: 'texts', rate: 100, ...everyone })
  const typing = await crew.run({ what: 'typing', rate: 100, ...everyone })
  const arrivals = await crew.run({ what: 'arrivals', rate: 50, ...everyone })
  return {
    connected: texts.connected,
    idleShare,
    bytesPerConnection,
    handshake: latencyOf(await handshakes(url)),
    text: latencyOf(texts.latencies),
    typing: latencyOf(signalLatencies(typing)),
    arrival: latencyOf(signalLatencies(arrivals)),
  }
}

export interface FanOut {
  deliveriesPerSecond: number
  cpuMicrosecondsPerDelivery: number
}

/** One room of 1,000 people, eight of whom write as fast as they are acknowledged. */
export async function fanOut(): Promise<FanOut> {
  await using server = await startBenchServer({ people: 1000, rooms: 1, messages: 1000 })
  const { url, tokens } = server
  await using crew = await gather({ url, tokens })
  const cpu = server.cpuSeconds()
  const { delivered } = await crew.run({ what: 'texts', rate: 'closed', actors: 8, seconds })
  return {
    deliveriesPerSecond: delivered / seconds,
    cpuMicrosecondsPerDelivery: ((server.cpuSeconds() - cpu) * 1e6) / delivered,
  }
}
