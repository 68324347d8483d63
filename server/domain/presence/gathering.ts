/** Who is here, and in which rooms they are told of: the memory of one node. */
export interface Gathering {
  enter(accountId: string, roomId: string): void
  leave(accountId: string, roomId: string): void
  leaveAll(accountId: string): void
  roomsOf(accountId: string): string[]
  isIn(accountId: string, roomId: string): boolean
  /** The others in a room. */
  othersIn(roomId: string, accountId: string): string[]
  /** Everyone else who shares a room with this person, each once. */
  companionsOf(accountId: string): Set<string>
}

export function createGathering(): Gathering {
  const roomsByPerson = new Map<string, Set<string>>()
  const peopleByRoom = new Map<string, Set<string>>()

  function leave(accountId: string, roomId: string) {
    drop(roomsByPerson, accountId, roomId)
    drop(peopleByRoom, roomId, accountId)
  }

  function othersIn(roomId: string, accountId: string) {
    return [...(peopleByRoom.get(roomId) ?? [])].filter((other) => other !== accountId)
  }

  const roomsOf = (accountId: string) => [...(roomsByPerson.get(accountId) ?? [])]

  return {
    enter(accountId, roomId) {
      put(roomsByPerson, accountId, roomId)
      put(peopleByRoom, roomId, accountId)
    },
    leave,
    leaveAll(accountId) {
      for (const roomId of roomsOf(accountId)) leave(accountId, roomId)
    },
    roomsOf,
    isIn: (accountId, roomId) => peopleByRoom.get(roomId)?.has(accountId) ?? false,
    othersIn,
    companionsOf: (accountId) => new Set(roomsOf(accountId).flatMap((roomId) => othersIn(roomId, accountId))),
  }
}

function put(sets: Map<string, Set<string>>, key: string, value: string) {
  sets.set(key, (sets.get(key) ?? new Set()).add(value))
}

/** Leaves no empty set behind. */
function drop(sets: Map<string, Set<string>>, key: string, value: string) {
  const set = sets.get(key)
  set?.delete(value)
  if (set?.size === 0) sets.delete(key)
}
