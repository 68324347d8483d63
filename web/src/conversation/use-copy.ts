import { useEffect, useState } from 'react'
import { useAction } from '../ui/use-action'

const shownMs = 2_000

/** Copies a text, says for a moment that it was done, and why not where the browser refuses. */
export function useCopy() {
  const [isCopied, setCopied] = useState(false)
  const [copy, { problem }] = useAction(async (text: string) => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  })
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  return { isCopied, copy, problem }
}
