import type { FoundUser } from '#protocol/accounts'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { termsOf } from '#protocol/search/terms'
import { byUnread, useFind } from '../rooms/use-find'
import { useResults } from '../search/use-results'
import { useClient, useReadable } from '../shell/client-context'
import { place } from '../shell/router'

/** Where the switcher leads. `search` is the page that finds all messages. */
export type Goal =
  | { kind: 'room'; room: Room }
  | { kind: 'person'; person: FoundUser }
  | { kind: 'search' }
  | { kind: 'message'; message: Message }

interface Goals {
  goals: readonly Goal[]
  isDone: boolean
  problem: string | null
}

const most = { rooms: 8, people: 5, messages: 3 }

/**
 * What somebody may mean by what they typed: rooms, then people they have no direct room with, then messages. Without
 * anything typed, the rooms with something unread and those that were active last, but for the one that is open.
 */
export function useGoals(typed: string): Goals {
  const query = typed.trim()
  const { rooms } = useReadable(useClient().rooms)
  const where = useReadable(place)
  const found = useFind(query)
  const canSearch = termsOf(query).length > 0
  const hits = useResults(canSearch ? { query, limit: most.messages } : null)

  if (query === '') {
    const openId = where.page === 'room' ? where.roomId : null
    const recent = rooms.filter(({ id }) => id !== openId).toSorted(byUnread)
    const goals = recent.slice(0, most.rooms).map((room) => ({ kind: 'room', room }) as const)
    return { goals, isDone: true, problem: null }
  }
  const messages = hits.isDone ? hits.messages : []
  return {
    goals: [
      ...found.rooms.slice(0, most.rooms).map((room) => ({ kind: 'room', room }) as const),
      ...found.people.slice(0, most.people).map((person) => ({ kind: 'person', person }) as const),
      { kind: 'search' },
      ...messages.map((message) => ({ kind: 'message', message }) as const),
    ],
    isDone: found.isDone && hits.isDone,
    problem: found.problem ?? hits.problem,
  }
}
