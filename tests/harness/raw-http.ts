import { connect } from 'node:net'
import { type Address, type Answer, answerOf } from './request'

/** Sends bytes as they are over a connection of its own, and reads one answer that says how long it is. */
export function rawRequest(server: Address, text: string): Promise<Answer> {
  const { port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
      const answer = parse(received)
      if (!answer) return
      socket.destroy()
      resolve(answer)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`the connection was closed after: ${received.slice(0, 300)}`)))
  })
}

function parse(received: string): Answer | null {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [statusLine = '', ...lines] = received.slice(0, end).split('\r\n')
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1).trim()]
    }),
  )
  const body = received.slice(end + 4)
  if (body.length < Number(headers.get('Content-Length') ?? 0)) return null
  return answerOf(Number(statusLine.split(' ')[1]), headers, Buffer.from(body, 'latin1').toString('utf8'))
}
