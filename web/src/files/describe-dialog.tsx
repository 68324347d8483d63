import { useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import type { ChosenFile } from './chosen'

interface Props {
  file: ChosenFile
  onKeep: (alt: string) => void
  onClose: () => void
}

/** Asks for what is to be seen in a picture. */
export function DescribeDialog({ file, onKeep, onClose }: Props) {
  const [alt, setAlt] = useState(file.alt)
  const isVideo = file.kind === 'video'
  return (
    <Dialog title={isVideo ? m.files_describe_video_title() : m.files_describe_title()} onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          onKeep(alt.trim())
          onClose()
        }}
      >
        {file.picture !== null && (
          <img alt="" src={file.picture} className="max-h-60 w-full rounded-medium bg-shade object-contain" />
        )}
        <label className="grid gap-1.5 font-semibold">
          {m.files_description()}
          <textarea
            data-first=""
            rows={3}
            dir="auto"
            value={alt}
            maxLength={limits.altCharacters}
            aria-describedby="describe-note"
            onChange={(event) => setAlt(event.target.value)}
            className="rounded-medium border border-field-line bg-sheet px-3 py-2 font-normal"
          />
        </label>
        <p id="describe-note" className="text-small text-soft-ink">
          {m.files_describe_note()}
        </p>
        <Button look="main" type="submit">
          {m.files_keep_description()}
        </Button>
      </form>
    </Dialog>
  )
}
