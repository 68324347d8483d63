import { m } from '#catalogue'
import type { SearchRequest } from '#client/api'
import type { Profiles } from '#client/profiles'
import type { Me } from '#protocol/accounts'
import { username } from '#protocol/accounts'
import type { Room } from '#protocol/rooms'
import { type Piece, piecesOf, wordsIn } from '#protocol/search/filters'
import { folded } from '#protocol/search/fit'
import { hasWhat } from '#protocol/search/query'
import { type Term, termsOf } from '#protocol/search/terms'
import { dayOf } from './days'
import { roomsCalled } from './search-in-room'

/** What names in a search mean to this person. */
export interface Known {
  rooms: readonly Room[]
  profiles: Profiles
  me: Me
}

export interface Question {
  pieces: readonly Piece[]
  /** What to mark in what is found. */
  terms: readonly Term[]
  /** What the server is asked; null where there is nothing to ask, or something makes no sense. */
  request: SearchRequest | null
  /** What makes no sense, in sentences for people. */
  problems: readonly string[]
}

type Read = { request: SearchRequest } | { problem: string }

/**
 * Reads what stands in the search box. A filter without a value is still being written, and `unfinished` too: neither
 * asks for anything yet.
 */
export function questionOf(text: string, known: Known, unfinished: Piece | null = null): Question {
  const pieces = piecesOf(text).filter(({ start }) => start !== unfinished?.start)
  const words = wordsIn(pieces)
  const terms = termsOf(words)
  const filters = pieces.filter(({ kind, value }) => kind !== 'words' && value !== '')
  const reads = filters.map((piece, at) =>
    filters.slice(0, at).some(({ name }) => name === piece.name)
      ? { problem: m.search_problem_twice({ filter: piece.name }) }
      : readFilter(piece, known),
  )
  const problems = reads.flatMap((read) => ('problem' in read ? read.problem : []))
  if (words !== '' && terms.length === 0 && filters.length === 0) problems.push(m.search_problem_signs())

  const request: SearchRequest = terms.length > 0 ? { query: words } : {}
  for (const read of reads) if ('request' in read) Object.assign(request, read.request)
  const isAsked = problems.length === 0 && Object.keys(request).length > 0
  return { pieces, terms, request: isAsked ? request : null, problems }
}

function readFilter({ kind, name, value }: Piece, known: Known): Read {
  if (kind === 'excluded_filter') return { problem: m.search_problem_excluded({ filter: name }) }
  switch (name) {
    case 'from':
      return readFrom(value.replace(/^@/, ''), known)
    case 'in':
      return readIn(value.replace(/^@/, ''), known.rooms)
    case 'has': {
      const has = hasWhat.safeParse(value.toLowerCase())
      return has.success ? { request: { has: has.data } } : { problem: m.search_problem_has({ value }) }
    }
    case 'before':
    case 'after': {
      const day = dayOf(value.toLowerCase(), new Date())
      return day ? { request: { [name]: day.toISOString() } } : { problem: m.search_problem_day({ value }) }
    }
    default:
      return { problem: m.search_problem_unknown({ filter: name }) }
  }
}

/** Somebody is named by their username, or by what they are called where one has met them. */
function readFrom(value: string, { me, profiles }: Known): Read {
  if (value.toLowerCase() === 'me') return { request: { from: me.username } }
  const called = [...profiles.values()].find(
    ({ display_name }) => display_name !== null && folded(display_name) === folded(value),
  )
  const isUsername = [...profiles.values()].some(({ username }) => folded(username) === folded(value))
  const from = username.safeParse(called && !isUsername ? called.username : value)
  return from.success ? { request: { from: from.data } } : { problem: m.search_problem_person({ value }) }
}

function readIn(value: string, rooms: readonly Room[]): Read {
  const [room, another] = roomsCalled(value, rooms)
  if (!room) return { problem: m.search_problem_room({ value }) }
  return another ? { problem: m.search_problem_rooms({ value }) } : { request: { room_id: room.id } }
}
