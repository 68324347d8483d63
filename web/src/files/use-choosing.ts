import { m } from '#catalogue'
import { newClientId } from '#client/client-id'
import { useMe, useServer } from '../shell/client-context'
import { changeChoice, expectFiles } from './chosen'

/** What adds files to those that are to be sent to a room; null where nobody may send any. */
export function useChoosing(roomId: string): ((files: readonly File[]) => void) | null {
  const { uploads, policy } = useServer()
  const meId = useMe().id
  if (uploads === null || !policy.uploads) return null
  return (files) => {
    const coming = files.map((file) => ({ key: newClientId(), file, alt: '' }))
    // At once: what is sent from now on goes with them.
    expectFiles(roomId, coming)
    import('./choose').then(
      ({ choose }) => choose({ meId, roomId }, coming, uploads),
      () =>
        changeChoice(roomId, ({ expected }) => ({
          expected: expected.filter((key) => !coming.some((one) => one.key === key)),
          problem: m.ui_not_loaded_note(),
        })),
    )
  }
}
