import { BlockList, isIP, isIPv4 } from 'node:net'
import type { Config } from '../config'

/** Where a request really comes from. */
export interface Origin {
  /** IPv4 or IPv6, never one wrapped in the other. */
  address: string
  /** Whether it was made over HTTPS, as far as this server or a proxy it trusts can tell. */
  isSecure: boolean
}

/**
 * Finds out who is at the other end. What a proxy says in X-Forwarded-For and X-Forwarded-Proto counts only if the
 * proxy is trusted by configuration: of the addresses it lists, the last that is no trusted proxy is the client, since
 * anything before it can have been made up by that client.
 */
export function createOriginReader({ proxies, publicUrl }: Config) {
  const trusted = blockListOf(proxies.trusted)
  const isTrusted = (address: string) => trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  const isAlwaysSecure = publicUrl.startsWith('https:')

  return function originOf(peerAddress: string, headers: Headers): Origin {
    const peer = unwrapped(peerAddress)
    if (peer === '' || !isTrusted(peer)) return { address: peer, isSecure: isAlwaysSecure }
    const forwarded = headers.get('X-Forwarded-Proto')?.split(',').at(-1)?.trim().toLowerCase()
    return { address: clientBehind(peer, headers), isSecure: isAlwaysSecure || forwarded === 'https' }
  }

  function clientBehind(peer: string, headers: Headers): string {
    let client = peer
    for (const entry of headers.get('X-Forwarded-For')?.split(',').reverse() ?? []) {
      const address = addressIn(entry)
      if (address === null) return client
      client = address
      if (!isTrusted(client)) return client
    }
    return client
  }
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Some proxies add a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressIn(entry: string): string | null {
  const text = entry.trim()
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text
  return isIP(bare) === 0 ? null : unwrapped(bare)
}

/** IPv4 addresses arrive wrapped in IPv6 ones. */
function unwrapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
