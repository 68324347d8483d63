import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { type FilterName, type Piece, piecesOf, written } from '#protocol/search/filters'
import { fitOf } from '#protocol/search/fit'
import { hasWhat } from '#protocol/search/query'
import { calledBy } from '../people/person'
import { usePeopleSearch } from '../people/use-people-search'
import { roomName } from '../rooms/room-name'
import { roomsCalledLike } from '../rooms/use-find'
import type { Known } from './question'
import { roomValue } from './search-in-room'

export interface Completion {
  /** What is written into the box. */
  text: string
  /** What the list shows. */
  label: string
  /** What tells it from others of that name. */
  note: string
}

interface Completing {
  piece: Piece | null
  completions: readonly Completion[]
}

const most = 8

/** What may be meant by the filter the caret is in. None where its value stands there already. */
export function useCompletion(text: string, caret: number, known: Known): Completing {
  const piece = filterAt(text, caret)
  const value = piece?.value.replace(/^@/, '') ?? ''
  const { people } = usePeopleSearch(piece?.name === 'from' ? value : '')
  if (!piece) return { piece, completions: [] }

  const completions = optionsFor(piece.name, value, known, people).slice(0, most)
  const isWritten = completions.some((completion) => completion.text === text.slice(piece.start, piece.end))
  return isWritten ? { piece: null, completions: [] } : { piece, completions }
}

/** A filter with the caret at its end. */
function filterAt(text: string, caret: number): Piece | null {
  return piecesOf(text).find(({ kind, end }) => kind === 'filter' && end === caret) ?? null
}

type People = ReturnType<typeof usePeopleSearch>['people']

function optionsFor(name: string, value: string, known: Known, people: People): Completion[] {
  if (name === 'in') return roomsFor(value, known.rooms).map((room) => completionOf(room, known.rooms))
  if (name === 'from') return [...meFor(value, known), ...peopleFor(value, known, people)]
  if (name === 'has')
    return hasWhat.options
      .filter((what) => what.startsWith(value.toLowerCase()))
      .map((what) => option('has', what, m.search_has({ what })))
  return []
}

function roomsFor(value: string, rooms: readonly Room[]): readonly Room[] {
  return value === '' ? rooms : roomsCalledLike(value, rooms)
}

function completionOf(room: Room, rooms: readonly Room[]): Completion {
  const isDirect = room.room_type === 'direct'
  const note = isDirect ? (room.peer?.username ?? '') : m.search_members({ count: room.member_count })
  return option('in', roomValue(room, rooms), roomName(room), note)
}

function meFor(value: string, { me }: Known): Completion[] {
  return 'me'.startsWith(value.toLowerCase()) ? [option('from', 'me', m.search_me(), me.username)] : []
}

/** Those one has met, then whoever else the server finds by that name. */
function peopleFor(value: string, { me, profiles }: Known, found: People): Completion[] {
  const met = [...profiles.values()].filter(
    (person) =>
      value === '' || fitOf(calledBy(person), value) !== null || fitOf(person.username, value) === 0,
  )
  const people = new Map([...met, ...found].map((person) => [person.id, person]))
  people.delete(me.id)
  return [...people.values()].map((person) => {
    const { username } = person
    return option('from', username, calledBy(person), calledBy(person) === username ? '' : username)
  })
}

function option(name: FilterName, value: string, label: string, note = ''): Completion {
  return { text: written(name, value), label, note }
}
