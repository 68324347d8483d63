import type { Pending } from '#client/state/types'
import { kindOf } from '#client/uploads/take-files'
import { onDemand } from '../ui/on-demand'
import { Frames } from './attachments'

const PendingFileView = onDemand(async () => (await import('./pending-file')).PendingFileView, null)

/** The files of a message that is on its way, in the places that they will have. */
export function PendingAttachments({ pending }: { pending: Pending }) {
  return (
    <Frames files={pending.attachments} keyOf={({ key }) => key} kindOf={({ type }) => kindOf(type)}>
      {(file) => <PendingFileView pending={pending} file={file} />}
    </Frames>
  )
}
