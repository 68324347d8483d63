import { useReadable } from '../shell/client-context'
import { describe } from './choose'
import { choiceIn } from './chosen'
import { DescribeDialog } from './describe-dialog'
import { described } from './describing'

/** Asks for the description of a chosen file, once somebody wants to give one. */
export function Description({ roomId }: { roomId: string }) {
  const key = useReadable(described)
  const { files } = useReadable(choiceIn(roomId))
  const file = files.find((one) => one.key === key)
  if (!file) return null
  return (
    <DescribeDialog
      key={file.key}
      file={file}
      onKeep={(alt) => describe(roomId, file.key, alt)}
      onClose={() => described.set(null)}
    />
  )
}
