import { connect } from 'node:net'
import { patienceMs } from './patience'
import type { Address } from './request'

/** Sends bytes as they are and returns all that comes back before the server closes the connection. */
export function rawExchange({ url }: Address, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text, 'latin1'))
    let received = ''
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`the connection stayed open after: ${received.slice(0, 200)}`))
    }, patienceMs)
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(received)
    })
  })
}

/** The statuses of all answers in what came back. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
}
