import { Counter, Histogram, Registry } from 'prom-client'

/** What this process counts while it runs. Labels never name a person, a room or an address. */
export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()

  function counter<Label extends string = never>(name: string, help: string, labelNames: Label[] = []) {
    return new Counter({ name: `natter_${name}_total`, help, labelNames, registers: [registry] })
  }

  return {
    registry,
    framesReceived: counter('frames_received', 'Frames that clients sent.'),
    framesSent: counter('frames_sent', 'Frames handed to the network, one for each socket.'),
    framesDropped: counter('frames_dropped', 'Frames the network did not take. Must stay 0.'),
    socketsClosed: counter('sockets_closed', 'Closed sockets by close code.', ['code']),
    refusals: counter('refusals', 'What was refused because a limit was reached.', ['limit']),
    toldAgain: counter('told_again', 'Devices told once more of a room they did not confirm.'),
    callsStarted: counter('calls_started', 'Calls that people began, by what they began with.', ['media']),
    callsEnded: counter('calls_ended', 'Calls that are over, by why.', ['end']),
    sendSeconds: new Histogram({
      name: 'natter_send_seconds',
      help: 'From the arrival of a message until it is durable.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
  }
}
