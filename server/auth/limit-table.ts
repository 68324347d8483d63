import type { Config } from '../config'

/** How often something may be asked for. */
export interface Limit {
  /** Whom it counts: the account, the network address, or the session. */
  by: 'account' | 'address' | 'session'
  points: number
  seconds: number
  /**
   * What happens while the counts cannot be reached. `open` lets everybody through: worth more than the limit is that
   * people can talk. `closed` refuses: what it protects is worth more than being reachable. Counts in the memory of
   * this process are always reached.
   */
  whenStoreIsDown: 'open' | 'closed'
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Every limit of requests there is. Sockets and messages have theirs at the gateway. */
export function limitTable({ login, limits }: Config) {
  return {
    requests: { by: 'account', points: limits.requestsPerMinute, seconds: minute, whenStoreIsDown: 'open' },
    requests_of_nobody: {
      by: 'address',
      points: limits.requestsPerMinute,
      seconds: minute,
      whenStoreIsDown: 'open',
    },
    login_of_address: {
      by: 'address',
      points: login.failuresPerAddress,
      seconds: 15 * minute,
      whenStoreIsDown: 'closed',
    },
    login_of_account: {
      by: 'account',
      points: login.failuresPerAccount,
      seconds: 15 * minute,
      whenStoreIsDown: 'closed',
    },
    register: {
      by: 'address',
      points: limits.registrationsPerHour,
      seconds: hour,
      whenStoreIsDown: 'closed',
    },
    begin_oauth: {
      by: 'address',
      points: limits.attemptsPerMinute,
      seconds: minute,
      whenStoreIsDown: 'closed',
    },
    begin_passkey: {
      by: 'address',
      points: limits.attemptsPerMinute,
      seconds: minute,
      whenStoreIsDown: 'closed',
    },
    refresh: { by: 'session', points: limits.refreshesPerHour, seconds: hour, whenStoreIsDown: 'closed' },
    create_room: { by: 'account', points: limits.roomsPerHour, seconds: hour, whenStoreIsDown: 'open' },
    search: { by: 'account', points: limits.searchesPerMinute, seconds: minute, whenStoreIsDown: 'open' },
    export: { by: 'account', points: 10, seconds: day, whenStoreIsDown: 'closed' },
    ask_contact: { by: 'account', points: 20, seconds: hour, whenStoreIsDown: 'closed' },
    ask_contact_daily: { by: 'account', points: 60, seconds: day, whenStoreIsDown: 'closed' },
    invite: { by: 'account', points: limits.invitationsPerDay, seconds: day, whenStoreIsDown: 'open' },
  } as const satisfies Record<string, Limit>
}

export type LimitName = keyof ReturnType<typeof limitTable>
