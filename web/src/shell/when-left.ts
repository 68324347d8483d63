import type { Client } from '#client/client'

/** Calls `act` when a person has left this page: nobody is signed in any more, or somebody else in their place. */
export function whenLeft(client: Client, act: () => void): void {
  let meId: string | null = null

  function look(): void {
    const session = client.session.get()
    if (session.phase === 'unknown') return
    const next = session.phase === 'signed_in' ? session.me.id : null
    if (next === null || (meId !== null && meId !== next)) act()
    meId = next
  }

  client.session.subscribe(look)
  look()
}
