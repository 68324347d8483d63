import { useEffect, useState } from 'react'
import type { EmojiGroup } from './emoji'
import { loadEmoji } from './load-emoji'

/** All emoji, once they are there. */
export function useEmoji(): { groups: EmojiGroup[] | null; hasFailed: boolean } {
  const [groups, setGroups] = useState<EmojiGroup[] | null>(null)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    let isWanted = true
    loadEmoji().then(
      (loaded) => isWanted && setGroups(loaded),
      () => isWanted && setFailed(true),
    )
    return () => {
      isWanted = false
    }
  }, [])
  return { groups, hasFailed }
}
