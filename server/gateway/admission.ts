import type { Config } from '../config'
import { openFilesLimit, socketsWithin } from '../limits/open-files'
import { newPace, takeTurn } from '../limits/pace'

/** Why no socket may be opened now. */
export interface Denial {
  limit: 'upgrades' | 'connections' | 'address'
  status: 429 | 503
  code: 'rate_limited' | 'unavailable'
  detail: string
  retryAfterSeconds: number
}

/** How many sockets there may be, before anything is known of who asks. */
export interface Admission {
  /** Takes one of the turns to open a socket. @returns null when it may be opened */
  check(address: string): Denial | null
  /** A socket of this address was opened. */
  enter(address: string): void
  leave(address: string): void
}

export function createAdmission({ limits }: Config): Admission {
  const files = openFilesLimit()
  const most = Math.min(limits.connections, files === null ? limits.connections : socketsWithin(files))
  // Together never more than the figure within any second, and never all of them in one moment.
  const atOnce = Math.ceil(limits.upgradesPerSecond / 5)
  const rate = { perSecond: limits.upgradesPerSecond - atOnce, burst: atOnce }
  const pace = newPace()
  const byNetwork = new Map<string, number>()
  let open = 0

  return {
    check(address) {
      if ((byNetwork.get(networkOf(address)) ?? 0) >= limits.socketsPerAddress) return tooManyFromThere
      if (open >= most) return full
      return takeTurn(pace, rate) === 0 ? null : tooFast
    },
    enter(address) {
      const network = networkOf(address)
      byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1)
      open++
    },
    leave(address) {
      const network = networkOf(address)
      const left = (byNetwork.get(network) ?? 0) - 1
      if (left > 0) byNetwork.set(network, left)
      else byNetwork.delete(network)
      open--
    },
  }
}

const tooManyFromThere: Denial = {
  ...{ limit: 'address', status: 429, code: 'rate_limited', retryAfterSeconds: 30 },
  detail: 'Too many connections come from this network address. Close some, or try again later.',
}
const full: Denial = {
  ...{ limit: 'connections', status: 503, code: 'unavailable', retryAfterSeconds: 30 },
  detail: 'This server has as many connections as it may. Try again later.',
}
const tooFast: Denial = {
  ...{ limit: 'upgrades', status: 503, code: 'unavailable', retryAfterSeconds: 1 },
  detail: 'Many connect at this moment. Try again in a second.',
}

/** Whoever has an IPv6 address has a whole /64 of them. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [before = '', after] = address.split('::')
  const [left, right] = [groupsOf(before), groupsOf(after ?? '')]
  const skipped = after === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array.from({ length: skipped }, () => '0'), ...right].slice(0, 4).join(':')
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':')
}
