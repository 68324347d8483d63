/** Who is here, and in which circles (rooms, or pairs of contacts) they are told of: the memory of one node. */
export interface Gathering {
  enter(accountId: string, circleId: string): void
  leave(accountId: string, circleId: string): void
  leaveAll(accountId: string): void
  circlesOf(accountId: string): string[]
  isIn(accountId: string, circleId: string): boolean
  /** The others in a circle. */
  othersIn(circleId: string, accountId: string): string[]
  /** Everyone else who shares a circle with this person, each once. */
  companionsOf(accountId: string): Set<string>
}

export function createGathering(): Gathering {
  const circlesByPerson = new Map<string, Set<string>>()
  const peopleByCircle = new Map<string, Set<string>>()

  function leave(accountId: string, circleId: string) {
    drop(circlesByPerson, accountId, circleId)
    drop(peopleByCircle, circleId, accountId)
  }

  function othersIn(circleId: string, accountId: string) {
    return [...(peopleByCircle.get(circleId) ?? [])].filter((other) => other !== accountId)
  }

  const circlesOf = (accountId: string) => [...(circlesByPerson.get(accountId) ?? [])]

  return {
    enter(accountId, circleId) {
      put(circlesByPerson, accountId, circleId)
      put(peopleByCircle, circleId, accountId)
    },
    leave,
    leaveAll(accountId) {
      for (const circleId of circlesOf(accountId)) leave(accountId, circleId)
    },
    circlesOf,
    isIn: (accountId, circleId) => peopleByCircle.get(circleId)?.has(accountId) ?? false,
    othersIn,
    companionsOf: (accountId) =>
      new Set(circlesOf(accountId).flatMap((circleId) => othersIn(circleId, accountId))),
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
