import type { Client } from '#client/client'
import type { IceServers } from '#protocol/calls'
import { alwaysRelay } from './always-relay'

/** How this browser may look for ways to the other one. */
export interface IceAccess {
  configuration: RTCConfiguration
  /** Gives a connection fresh credentials when those it has have run out. */
  renew(connection: RTCPeerConnection): Promise<void>
}

/** Asks the server. When it does not answer, two devices in one network find each other all the same. */
export async function iceConfiguration(client: Client): Promise<IceAccess> {
  let { configuration, goodUntil } = await ask(client)
  return {
    configuration,
    async renew(connection) {
      if (Date.now() < goodUntil) return
      ;({ configuration, goodUntil } = await ask(client))
      if (connection.signalingState !== 'closed') connection.setConfiguration(configuration)
    },
  }
}

async function ask(client: Client): Promise<{ configuration: RTCConfiguration; goodUntil: number }> {
  const askedAt = Date.now()
  const answer = await client.calls.iceServers().catch((error: unknown): IceServers => {
    console.warn('The server named no way through firewalls.', error)
    return { ice_servers: [], lifetime: 0 }
  })
  return {
    configuration: {
      iceServers: answer.ice_servers.map(({ urls, username, credential }) => ({
        urls,
        ...(username !== undefined && { username }),
        ...(credential !== undefined && { credential }),
      })),
      iceTransportPolicy: alwaysRelay.get() ? 'relay' : 'all',
    },
    goodUntil: askedAt + answer.lifetime * 1000,
  }
}
