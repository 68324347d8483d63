import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { m } from '#catalogue'
import { useClient, useReadable } from '../shell/client-context'
import { hasLanded, land, place } from '../shell/router'
import { explain } from '../ui/explain'
import type { DayLines } from './lines'
import type { Target } from './start'

interface Needs {
  roomId: string
  days: readonly DayLines[]
  /** Where the room is opened. */
  start: Target
  /** Goes to a place. Returns false while it is not drawn. */
  show: (target: Target) => boolean
  /** Gives the message at a place the focus, so that reading goes on there by keyboard as well. */
  onLanded: (seq: number) => void
}

/**
 * Leads to places of a room that may not be held yet, and to the message its address names: at once, if that is held when
 * the room is opened.
 */
export function useLeading({ roomId, days, start, show, onLanded }: Needs) {
  const client = useClient()
  const where = useReadable(place)
  const [wanted, setWanted] = useState<Target | null>(() => (start.at === 'message' ? start : null))
  const [pointedSeq, setPointedSeq] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const [isFirst, setFirst] = useState(true)

  const lead = useCallback(
    async (target: Target) => {
      setPointedSeq(0)
      setProblem(null)
      setWanted(target)
      try {
        if (target.at === 'end') await client.toNewest(roomId)
        else await client.openLog(roomId, target.seq)
      } catch (error) {
        setWanted(null)
        return setProblem(explain(error))
      }
      const { messages } = client.log(roomId).get()
      if (target.at !== 'message' || messages.some(({ seq }) => seq === target.seq)) return
      setWanted(null)
      setProblem(m.conversation_no_such_message())
    },
    [client, roomId],
  )
  const leadToMessage = useCallback((seq: number) => void lead({ at: 'message', seq }), [lead])

  const follow = useEffectEvent((seq: number) => {
    setFirst(false)
    if (isFirst && hasLanded()) return
    if (seq === 0) setProblem(m.conversation_no_such_message())
    else leadToMessage(seq)
  })
  useEffect(() => {
    if (where.page === 'room' && where.seq !== undefined) follow(where.seq)
  }, [where])

  const arrive = useEffectEvent((target: Target) => {
    if (!show(target)) return
    setWanted(null)
    if (target.at === 'message' || target.at === 'unread') onLanded(target.seq)
    if (target.at !== 'message') return
    setPointedSeq(target.seq)
    land()
  })
  useLayoutEffect(() => {
    if (wanted && days.length > 0) arrive(wanted)
  }, [days, wanted])

  return { pointedSeq, problem, lead, leadToMessage, dismiss: () => setProblem(null) }
}
