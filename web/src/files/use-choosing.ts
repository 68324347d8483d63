import { m } from '#catalogue'
import { useServer } from '../shell/client-context'
import { choiceIn } from './chosen'

/** What adds files to those that are to be sent to a room; null where nobody may send any. */
export function useChoosing(roomId: string): ((files: readonly File[]) => void) | null {
  const { uploads, policy } = useServer()
  if (uploads === null || !policy.uploads) return null
  return (files) => {
    import('./choose').then(
      ({ choose }) => choose(roomId, files, uploads),
      () => {
        const choice = choiceIn(roomId)
        choice.set({ ...choice.get(), problem: m.ui_not_loaded_note() })
      },
    )
  }
}
