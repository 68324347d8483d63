import { useEffect, useEffectEvent, useState } from 'react'
import type { SearchRequest } from '#client/api'
import type { Message } from '#protocol/messages'
import type { FoundMessages } from '#protocol/search/query'
import { useClient, useReadable } from '../shell/client-context'
import { explain } from '../ui/explain'

interface Answer {
  /** What was asked for. */
  key: string
  messages: readonly Message[]
  cursor: string | null
  problem: string | null
}

export interface Results extends Omit<Answer, 'key'> {
  /** Whether this answers what is asked now; until then it is the answer before. */
  isDone: boolean
  isLoadingMore: boolean
  /** Adds the next page. Does nothing while one is on its way or none is left. */
  more(): Promise<void>
}

const nothing: Answer = { key: '', messages: [], cursor: null, problem: null }
const pauseMs = 200

/**
 * What the server finds, asked once typing pauses, and again when the server was away and is back. Answers to what was asked
 * before are dropped.
 */
export function useResults(request: SearchRequest | null): Results {
  const client = useClient()
  const key = request === null ? '' : JSON.stringify(request)
  const [answer, setAnswer] = useState(nothing)
  const [isLoadingMore, setLoadingMore] = useState(false)
  const isUp = useReadable(client.connection).phase === 'up_to_date'
  const isAnswered = useEffectEvent(
    (mayFail: boolean) => answer.key === key && (answer.problem === null || mayFail),
  )
  const ask = useEffectEvent((): Promise<FoundMessages> => client.api.findMessages(request ?? {}))

  useEffect(() => {
    if (key === '' || isAnswered(!isUp)) return
    let isWanted = true
    const take = (told: Omit<Answer, 'key'>) => isWanted && setAnswer({ ...told, key })
    const timer = setTimeout(() => {
      ask().then(
        (page) => take({ ...page, problem: null }),
        (error: unknown) => take({ messages: [], cursor: null, problem: explain(error) }),
      )
    }, pauseMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [key, isUp])

  async function more() {
    const { cursor } = answer
    if (cursor === null || isLoadingMore) return
    setLoadingMore(true)
    const next = await client.api.findMessages({ ...request, cursor }).then(
      ({ messages, cursor }) => ({ messages, cursor, problem: null }),
      (error: unknown) => ({ messages: [], cursor, problem: explain(error) }),
    )
    setLoadingMore(false)
    // Something else may have been asked for meanwhile.
    setAnswer((held) =>
      held.key === key && held.cursor === cursor
        ? { ...held, ...next, messages: [...held.messages, ...next.messages] }
        : held,
    )
  }

  if (key === '') return { ...nothing, isDone: true, isLoadingMore: false, more }
  return { ...answer, isDone: answer.key === key, isLoadingMore, more }
}
