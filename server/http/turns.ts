/**
 * Lets one request begin in each turn of the event loop. Many that arrive at the same moment would otherwise be begun
 * one after the other before any socket is heard again, and 200 sign-ins at once hold up everybody's texts for as long.
 * @returns what a request waits for before it begins; alone it waits for nothing
 */
export function createTurns(): () => Promise<void> | undefined {
  const waiting: (() => void)[] = []
  let isTaken = false

  function nextTurn() {
    const begin = waiting.shift()
    isTaken = begin !== undefined
    if (!begin) return
    setImmediate(nextTurn)
    begin()
  }

  return function turn() {
    if (isTaken) return new Promise((begin) => waiting.push(begin))
    isTaken = true
    setImmediate(nextTurn)
    return undefined
  }
}
