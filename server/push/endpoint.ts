import { BlockList, isIP, isIPv4 } from 'node:net'

/** Addresses that are no place of the public internet: an endpoint comes from a client, and must not lead inside. */
const insideRanges = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // Everything of IPv6 that is not handed out as public, and what wraps an IPv4 address.
  ...['::/3', '2001::/23', '2001:db8::/32', '2002::/16', '4000::/2', '8000::/1'],
]
const isInside = isIn(insideRanges)

/** Where pushes may go. */
export interface EndpointRules {
  /**
   * The address of a push service, if it may be one: HTTPS at the usual port, and no address inside a network. Names
   * are looked up when something is sent: see `allows`.
   */
  read(endpoint: string): URL | null
  /** Whether this network address may be spoken to. */
  allows(address: string): boolean
}

/** @param own addresses and ranges of one's own networks with push services, which plain HTTP may reach too */
export function endpointRules(own: readonly string[]): EndpointRules {
  const isOwn = isIn(own)
  const allows = (address: string) => {
    const bare = unwrapped(address)
    return isOwn(bare) || !isInside(bare)
  }

  return {
    allows,
    read(endpoint) {
      if (!URL.canParse(endpoint)) return null
      const url = new URL(endpoint)
      if (url.username !== '' || url.password !== '' || url.hash !== '') return null
      const host = hostOf(url)
      const isAddress = isIP(host) !== 0
      if (isAddress && isOwn(unwrapped(host))) return /^https?:$/.test(url.protocol) ? url : null
      if (url.protocol !== 'https:' || url.port !== '') return null
      if (isAddress && !allows(host)) return null
      return url
    },
  }
}

/** The host without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

/** Each family has a list of its own: a range of IPv6 would be taken to cover the IPv4 addresses that it can wrap. */
function isIn(ranges: readonly string[]): (address: string) => boolean {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = familyOf(address)
    if (bits === undefined) lists[family].addAddress(address, family)
    else lists[family].addSubnet(address, Number(bits), family)
  }
  return (address) => lists[familyOf(address)].check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}

/** IPv4 addresses may arrive wrapped in IPv6 ones, in two spellings. */
function unwrapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (dotted) return dotted
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? []
  if (high === undefined || low === undefined) return address
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}
