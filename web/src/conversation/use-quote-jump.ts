import { useCallback, useLayoutEffect, useState } from 'react'
import type { Line } from './lines'

interface Needs {
  lines: readonly Line[]
  /** Makes sure that the message is held, as far as it can. */
  loadTo: (seq: number) => Promise<void>
  /** Scrolls to the line of a message. Returns false while it is not drawn. */
  scrollTo: (seq: number) => boolean
}

/** Leads to the message a quote is of, and points it out for a moment. */
export function useQuoteJump({ lines, loadTo, scrollTo }: Needs) {
  const [wantedSeq, setWantedSeq] = useState(0)
  const [pointedSeq, setPointedSeq] = useState(0)

  const showQuoted = useCallback(
    async (seq: number) => {
      setPointedSeq(0)
      await loadTo(seq)
      setWantedSeq(seq)
    },
    [loadTo],
  )

  useLayoutEffect(() => {
    const isDrawn = lines.some((line) => line.kind === 'message' && line.message.seq === wantedSeq)
    if (!isDrawn || !scrollTo(wantedSeq)) return
    setPointedSeq(wantedSeq)
    setWantedSeq(0)
  }, [lines, wantedSeq, scrollTo])

  return { pointedSeq, showQuoted }
}
