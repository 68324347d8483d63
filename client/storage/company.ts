import type { Companions, OutboxNews } from '../ports'

interface Member {
  accountId: string
  onNews(news: OutboxNews): void
}

interface Place {
  accountId: string
  onTurn(isMine: boolean): void
}

/** Joins clients of one process that share an outbox. */
export function createCompany() {
  let members: readonly Member[] = []
  /** The first of an account has the turn. */
  let queue: readonly Place[] = []

  function first(accountId: string): Place | undefined {
    return queue.find((place) => place.accountId === accountId)
  }

  function join(accountId: string, onNews: (news: OutboxNews) => void): Companions {
    const member = { accountId, onNews }
    members = [...members, member]

    function take(place: Place, next: readonly Place[]): () => void {
      const before = first(accountId)
      queue = next
      if (first(accountId) === place) {
        before?.onTurn(false)
        place.onTurn(true)
      }
      return () => give(place)
    }

    function give(place: Place): void {
      const had = first(accountId) === place
      queue = queue.filter((other) => other !== place)
      if (had) first(accountId)?.onTurn(true)
    }

    return {
      tell(news) {
        queueMicrotask(() => {
          for (const other of members) {
            if (other !== member && other.accountId === accountId) other.onNews(news)
          }
        })
      },
      queue(onTurn) {
        const place = { accountId, onTurn }
        return take(place, [...queue, place])
      },
      seize(onTurn) {
        const place = { accountId, onTurn }
        return take(place, [place, ...queue.filter((other) => other !== first(accountId))])
      },
      leave() {
        members = members.filter((other) => other !== member)
      },
    }
  }

  return { join }
}
