import type { Page } from 'playwright-core'

/** The wire between a page and its server, where the frames of sending can be lost. */
export interface Wire {
  /** From now on these are lost: what the page sends, or what the server answers to it. */
  lose(what: 'sends' | 'answers' | 'nothing'): void
  /** The contents of all sends that the page has written, in order. */
  readonly sent: string[]
  /** Resolves when the page has written so many sends. */
  wrote(count: number): Promise<void>
}

/** Puts a wire before the page's sockets. They must be opened after that. */
export async function lossyWire(page: Page): Promise<Wire> {
  const sent: string[] = []
  let lost: 'sends' | 'answers' | 'nothing' = 'nothing'
  let look = () => {}

  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((text) => {
      const frame = JSON.parse(`${text}`)
      if (frame.type === 'send') {
        sent.push(frame.data.content)
        look()
      }
      if (frame.type !== 'send' || lost !== 'sends') server.send(text)
    })
    server.onMessage((text) => {
      const { type } = JSON.parse(`${text}`)
      const isAnswer = type === 'ack' || type === 'message'
      if (!isAnswer || lost !== 'answers') socket.send(text)
    })
  })
  return {
    sent,
    lose(what) {
      lost = what
    },
    wrote: (count) =>
      new Promise((resolve) => {
        look = () => {
          if (sent.length >= count) resolve()
        }
        look()
      }),
  }
}
