import type { Client } from '#client/client'
import type { Peer } from './peer'

/** A connection that was interrupted often comes back by itself within this time. */
const patienceMs = 2_000
/** How long one attempt may take before the next, and how many are made until the call has failed. */
const attemptMs = 6_000
const mostAttempts = 8

interface Needs {
  /** Looks for a new way to the other side. */
  restart(): void
  /** Called once when none was found. */
  onLost(): void
}

/**
 * Has a new way to the other side looked for whenever the one there was is lost, or this device has come to another
 * network. Returns what ends it.
 */
export function keepOpen(peer: Peer, { connection }: Client, { restart, onLost }: Needs): () => void {
  let attempts = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let network = networkType()

  function look(): void {
    const state = peer.path.get()
    if (state === 'connected') {
      attempts = 0
      cancel()
    } else if (state === 'failed') {
      again()
    } else if (timer === null) {
      wait(state === 'disconnected' ? patienceMs : attemptMs)
    }
  }

  /** Without a connection to the server nothing can be signalled; the attempt counts all the same. */
  function again(): void {
    cancel()
    if (attempts === mostAttempts) {
      onLost()
      return
    }
    attempts++
    if (connection.get().phase === 'up_to_date') restart()
    wait(attemptMs)
  }

  function wait(ms: number): void {
    timer = setTimeout(again, ms)
  }

  function cancel(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  function onServer(): void {
    if (connection.get().phase === 'up_to_date' && peer.path.get() !== 'connected') restart()
  }

  function onNetwork(event: Event): void {
    const before = network
    network = networkType()
    if (event.type === 'online' || before !== network) restart()
  }

  const ends = [peer.path.subscribe(look), connection.subscribe(onServer)]
  const { connection: device } = navigator as { connection?: EventTarget }
  addEventListener('online', onNetwork)
  device?.addEventListener('change', onNetwork)
  look()
  return () => {
    for (const end of ends) end()
    cancel()
    removeEventListener('online', onNetwork)
    device?.removeEventListener('change', onNetwork)
  }
}

/** Of what kind the network is, such as `wifi`, where the browser tells; its other figures change all the time. */
function networkType(): string | undefined {
  return (navigator as { connection?: { type?: string } }).connection?.type
}
