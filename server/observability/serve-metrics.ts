import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Gauge } from 'prom-client'
import type { App } from '../context'
import { countUndelivered } from '../store/heads'

/** Beyond so many members who lack something the rest is not counted. */
const mostCounted = 50_000

/** Programs of this machine, and no others. */
export const metricsHost = '127.0.0.1'

const path = '/metrics'

/**
 * Serves what is counted to programs of this machine alone, on a port of its own.
 * @param connections how many sockets are open
 */
export function serveMetrics(app: App, port: number, connections: () => number) {
  const stopMeasuring = measure(app, connections)
  const { registry } = app.metrics
  const server = Bun.serve({
    port,
    hostname: metricsHost,
    async fetch(request) {
      if (new URL(request.url).pathname !== path) return new Response('Not found.', { status: 404 })
      return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType } })
    },
    error(err) {
      app.log.error({ event: 'metrics_failed', err })
      return new Response('The metrics could not be read.', { status: 500 })
    },
  })
  return {
    async stop() {
      await server.stop(true)
      stopMeasuring()
    },
  }
}

/** What is looked up when it is asked for. */
function measure(app: App, connections: () => number): () => void {
  const registers = [app.metrics.registry]
  const lag = monitorEventLoopDelay({ resolution: 20 })
  lag.enable()

  new Gauge({
    ...{ name: 'natter_connections', help: 'Open sockets.', registers },
    collect() {
      this.set(connections())
    },
  })
  new Gauge({
    ...{ name: 'natter_undelivered_entries', registers },
    help: `Entries of rooms that members have not received yet, of at most ${mostCounted} who lack any.`,
    async collect() {
      this.set(await countUndelivered(app.store, mostCounted))
    },
  })
  new Gauge({
    ...{ name: 'natter_event_loop_lag_seconds', labelNames: ['quantile'], registers },
    help: 'How late the program was to turn to what waited, since this was last asked for.',
    collect() {
      for (const quantile of [50, 95, 99, 100]) {
        this.set({ quantile: String(quantile / 100) }, lag.percentile(quantile) / 1e9)
      }
      lag.reset()
    },
  })
  new Gauge({
    ...{ name: 'natter_resident_memory_bytes', help: 'Memory this process uses.', registers },
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  return () => lag.disable()
}
