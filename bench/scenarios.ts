import { gather } from './crew'
import { startBenchServer } from './server'
import { type Latency, latencyOf } from './statistics'

const seconds = 10

export interface Saturation {
  messagesPerSecond: number
  cpuMicrosecondsPerDelivery: number
}

/** 200 people, each in two rooms of two, writing as fast as they are acknowledged. */
export async function saturation(): Promise<Saturation> {
  await using server = await startBenchServer({ people: 200, rooms: 200, messages: 20_000 })
  const { url, tokens } = server
  await using crew = await gather({ url, tokens, rate: 'closed', writers: tokens.length, seconds })
  const cpu = server.cpuSeconds()
  const { acknowledged, delivered } = await crew.run()
  return {
    messagesPerSecond: acknowledged / seconds,
    cpuMicrosecondsPerDelivery: ((server.cpuSeconds() - cpu) * 1e6) / delivered,
  }
}

/** From send to delivery, with 1,000 people connected in rooms of two. */
export async function latencyAt(rate: number): Promise<Latency> {
  await using server = await startBenchServer({ people: 1000, rooms: 1000, messages: 100_000 })
  const { url, tokens } = server
  await using crew = await gather({ url, tokens, rate, writers: tokens.length, seconds })
  return latencyOf((await crew.run()).latencies)
}

export interface FanOut {
  deliveriesPerSecond: number
  cpuMicrosecondsPerDelivery: number
  bytesPerConnection: number
}

/** One room of 1,000 people, eight of whom write as fast as they are acknowledged. */
export async function fanOut(): Promise<FanOut> {
  await using server = await startBenchServer({ people: 1000, rooms: 1, messages: 1000 })
  const { url, tokens } = server
  const before = server.residentBytes()
  await using crew = await gather({ url, tokens, rate: 'closed', writers: 8, seconds })
  const bytesPerConnection = (server.residentBytes() - before) / tokens.length
  const cpu = server.cpuSeconds()
  const { delivered } = await crew.run()
  return {
    deliveriesPerSecond: delivered / seconds,
    cpuMicrosecondsPerDelivery: ((server.cpuSeconds() - cpu) * 1e6) / delivered,
    bytesPerConnection,
  }
}
