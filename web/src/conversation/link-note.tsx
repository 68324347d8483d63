import { m } from '#catalogue'
import { IconButton } from '../ui/button'

/** Says why a link to a message led nowhere. */
export function LinkNote({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <div className="absolute inset-x-3 top-2 z-3 mx-auto flex max-w-120 items-center gap-2 rounded-medium border border-line bg-sheet ps-4 shadow-sheet">
      <p role="alert" className="flex-1 py-2 text-note">
        {text}
      </p>
      <IconButton icon="close" label={m.conversation_close_note()} onClick={onClose} />
    </div>
  )
}
