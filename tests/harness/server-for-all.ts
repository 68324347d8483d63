import { afterAll, beforeAll } from 'bun:test'
import { type ServerOptions, startServer, type TestServer } from './server'

/**
 * One server for all tests of the `describe` this is called in: tests keep apart by making people of their own. The
 * returned object can only be used inside tests.
 */
export function serverForAll(options: ServerOptions = {}): TestServer {
  let server: TestServer | null = null
  const running = () => {
    if (!server) throw new Error('the server is only there while tests run')
    return server
  }
  beforeAll(async () => {
    server = await startServer(options)
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
  })
  return {
    get url() {
      return running().url
    },
    get app() {
      return running().app
    },
    stop: () => running().stop(),
    start: (changes) => running().start(changes),
    [Symbol.asyncDispose]: () => running()[Symbol.asyncDispose](),
  }
}
