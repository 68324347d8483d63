import { useEffect, useState } from 'react'
import type { FoundUser } from '#protocol/accounts'
import { limits } from '#protocol/limits'
import { useClient, useMe, usePolicy } from '../shell/client-context'
import { explain } from '../ui/explain'

interface PeopleFound {
  /** Whether these are the people for the query as it is now. */
  isDone: boolean
  people: readonly FoundUser[]
  problem: string | null
}

const nobody: PeopleFound = { isDone: true, people: [], problem: null }
const pauseMs = 150

/** People of this server by name, never oneself. Asks once typing pauses; an empty query finds nobody. */
export function usePeopleSearch(text: string): PeopleFound {
  const client = useClient()
  const meId = useMe().id
  const isAllowed = usePolicy().directory !== 'none'
  const query = Array.from(text.trim()).slice(0, limits.searchCharacters).join('')
  const [found, setFound] = useState({ query: '', ...nobody })

  useEffect(() => {
    if (query === '' || !isAllowed) return
    let isWanted = true
    const take = (result: Omit<PeopleFound, 'isDone'>) =>
      isWanted && setFound({ query, isDone: true, ...result })
    const timer = setTimeout(() => {
      client.findPeople(query).then(
        (people) => take({ people: people.filter(({ id }) => id !== meId), problem: null }),
        (error: unknown) => take({ people: [], problem: explain(error) }),
      )
    }, pauseMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [client, meId, query, isAllowed])

  if (query === '' || !isAllowed) return nobody
  return found.query === query ? found : { ...found, isDone: false }
}
