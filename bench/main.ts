import { cpus, totalmem, type } from 'node:os'
import { betweenDevices } from './devices'
import { meanwhile, type Noticed } from './meanwhile'
import { pictures } from './pictures'
import { reading } from './reading'
import { crowded, fanOut, latencyAt, saturation } from './scenarios'
import type { Latency } from './statistics'
import { uploading } from './uploads'

if (process.platform !== 'linux') {
  console.error('The benchmark reads processor time and memory from /proc: run it on Linux.')
  process.exit(1)
}

const memoryGib = Math.round(totalmem() / 2 ** 30)
console.log(
  `${type()}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${memoryGib} GiB, Bun ${Bun.version}`,
)
console.log('One server process, SQLite with synchronous=FULL; two load processes on the same cores.\n')

for (const people of [200, 1000]) {
  const full = await saturation(people)
  report(`persisted, acknowledged, ${people} write one-to-one`, `${round(full.messagesPerSecond)}/s`)
  report('server CPU per delivery, one-to-one', `${round(full.cpuMicrosecondsPerDelivery)} µs`)
}
report('send to delivery at 100/s, 1,000 connected', percentiles(await latencyAt(100)))
report('send to delivery at 1,000/s, 1,000 connected', percentiles(await latencyAt(1000)))
const wide = await fanOut()
report('deliveries into a room of 1,000', `${round(wide.deliveriesPerSecond)}/s`)
report('server CPU per delivery, room of 1,000', `${wide.cpuMicrosecondsPerDelivery.toFixed(1)} µs`)
report('read or marked unread, on another device', percentiles(await betweenDevices()))

const crowd = await crowded(10_000)
report('connections held at once', round(crowd.connected))
report('server memory per connection', `${(crowd.bytesPerConnection / 1024).toFixed(1)} KiB`)
report('server CPU while all are quiet', `${(crowd.idleShare * 100).toFixed(1)} % of a core`)
report('send to delivery at 100/s', percentiles(crowd.text))
report('opening a socket', percentiles(crowd.handshake))
report('typing, told to others', percentiles(crowd.typing))
report('coming back, told to others', percentiles(crowd.arrival))

const read = await reading()
report('page of history, 1,000,000 messages stored', percentiles(read.page))
report('search of messages', percentiles(read.messages))
report('search of people, 10,000 of them', percentiles(read.people))

const looked = await pictures()
report('a photograph of 12 megapixels, until its previews', percentiles(looked.alone))
report('other work, late while 20 photographs are made', percentiles(looked.lag))
const { quiet, busy } = await meanwhile()
reportNoticed('50 texts a second', quiet)
reportNoticed('and 20 photographs uploaded', busy)

for (const { manner, megabytesPerSecond, cpuMillisecondsPerMegabyte, memoryBytes } of await uploading()) {
  report(`uploads ${manner}`, `${round(megabytesPerSecond)} MB/s`)
  report(`server CPU per MB ${manner}`, `${cpuMillisecondsPerMegabyte.toFixed(1)} ms`)
  report(`more memory of the server ${manner}`, `${round(memoryBytes / 2 ** 20)} MiB`)
}

function reportNoticed(during: string, { lag, request, delivery }: Noticed): void {
  report(`lag of the server, ${during}`, percentiles(lag))
  report(`a small request, ${during}`, percentiles(request))
  report(`send to delivery, ${during}`, percentiles(delivery))
}

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(50)} ${figure}`)
}

function percentiles({ p50, p95, p99 }: Latency): string {
  return `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
}

function round(figure: number): string {
  return Math.round(figure).toLocaleString('en')
}
