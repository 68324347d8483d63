import type { Server } from 'bun'
import { type ErrorBody, errors } from '#protocol/errors'
import { ConfigError } from './config'
import type { App } from './context'
import { endAllCalls } from './domain/calls/end'
import type { Connection } from './gateway/connection'
import { createGateway, type Gateway } from './gateway/gateway'
import { metricsHost, serveMetrics } from './observability/serve-metrics'
import { createSite } from './site'

/** What is on its way when the server stops has this long to end by itself. */
const graceMs = 3000

/** How often it is noted how far the database has come. */
const noteMs = 5000

export interface Listening {
  /** The address people open, on the port that was really taken. */
  readonly url: string
  readonly port: number
  /** How many sockets are open. */
  connections(): number
  /** Tells every client to come back, and does nothing else. */
  sayGoodbye(): void
  /** Lets clients know, finishes what is on its way, and closes the store. */
  stop(): Promise<void>
}

/**
 * Serves the API, the sockets and the web client on one port.
 * @throws ConfigError when the port cannot be taken
 */
export function listen(app: App): Listening {
  const gateway = createGateway(app)
  const site = createSite(app, gateway)
  const { host, port: wanted } = app.config
  const server = takePort({ key: 'port', host, port: wanted }, () =>
    Bun.serve<Connection>({
      port: wanted,
      hostname: host,
      // The API has its own limit, and answers in words. What it does not read is thrown away, not kept.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      fetch: (request, self) => site(request, self),
      error(err) {
        app.log.error({ event: 'request_failed', err })
        const body: ErrorBody = { detail: errors.internal.detail, code: 'internal' }
        return Response.json(body, { status: errors.internal.status })
      },
      websocket: gateway.handler,
    }),
  )
  const metrics = startMetrics(app, gateway, server)
  gateway.attach(server)
  app.mailer.start()
  app.pusher.start()
  app.expiry.wake()
  app.purge.wake()
  app.removal.wake()
  const noting = setInterval(() => void noteHistory(app), noteMs)

  const port = server.port ?? wanted
  return {
    port,
    connections: gateway.connections,
    sayGoodbye: gateway.sayGoodbye,
    url: wanted === 0 ? `http://localhost:${port}` : app.config.publicUrl,
    async stop() {
      gateway.sayGoodbye()
      const cutOff = setTimeout(() => void server.stop(true), graceMs)
      await server.stop()
      clearTimeout(cutOff)
      await gateway.stop()
      endAllCalls(app)
      await app.background.settled()
      await app.mailer.stop()
      await app.pusher.stop()
      await app.expiry.stop()
      await app.purge.stop()
      await app.removal.stop()
      await app.inspector.stop()
      await metrics?.stop()
      clearInterval(noting)
      await noteHistory(app)
      await app.store.close()
    },
  }
}

/** Without it a restored backup may be taken for the database it was made of, which only costs a hint. */
async function noteHistory({ history, log }: App): Promise<void> {
  await history.note().catch((err: unknown) => log.error({ event: 'background_failure', err }))
}

/** Lets go of the port that was taken first when the second cannot be. */
function startMetrics(app: App, gateway: Gateway, server: Server<Connection>) {
  const { port } = app.config.metrics
  if (port === null) return null
  try {
    return takePort({ key: 'metrics.port', host: metricsHost, port }, () =>
      serveMetrics(app, port, gateway.connections),
    )
  } catch (error) {
    void server.stop(true)
    throw error
  }
}

interface Place {
  /** The configuration's name of the port. */
  key: 'port' | 'metrics.port'
  host: string
  port: number
}

function takePort<Taken>({ key, host, port }: Place, take: () => Taken): Taken {
  try {
    return take()
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'EADDRINUSE') {
      throw new ConfigError(`Port ${port} is in use by another program. Choose another ${key}.`)
    }
    if (code === 'EACCES')
      throw new ConfigError(`Port ${port} may not be used by this user. Choose one above 1023.`)
    if (code === 'EADDRNOTAVAIL') throw new ConfigError(`host: ${host} is not an address of this machine.`)
    throw error
  }
}
