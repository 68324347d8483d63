import { z } from 'zod'

/** Where somebody had stopped in a room: a message, and how far below the upper edge it stood. */
export interface KeptPlace {
  seq: number
  top: number
}

const storageKey = 'natter.places'
const keptPlaces = z.record(z.string(), z.object({ seq: z.int().check(z.positive()), top: z.number() }))

const places = new Map<string, KeptPlace>(Object.entries(stored()))
addEventListener('pagehide', store)

/** Where the person had stopped in this room, in this tab; null at its end. */
export function keptPlaceOf(roomId: string): KeptPlace | null {
  return places.get(roomId) ?? null
}

/** Remembers it until the tab is closed, also across a reload. */
export function keepPlaceOf(roomId: string, place: KeptPlace | null) {
  if (place) places.set(roomId, place)
  else places.delete(roomId)
}

function store() {
  sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(places)))
}

/**
 * Only a page that is loaded again has what it kept: the first look into the storage of a tab takes a browser longer than to draw a
 * room.
 */
function stored() {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (visit?.type === 'navigate') return {}
  const text = sessionStorage.getItem(storageKey)
  const read = text === null ? null : keptPlaces.safeParse(parsed(text))
  return read?.success ? read.data : {}
}

/** What another version of this program may have left there. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
