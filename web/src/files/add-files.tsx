import { useRef } from 'react'
import { m } from '#catalogue'
import { IconButton } from '../ui/button'

interface Props {
  onChoose: (files: readonly File[]) => void
  className: string
}

/** Lets somebody choose files of their device. */
export function AddFiles({ onChoose, className }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton
        icon="plus"
        label={m.files_add()}
        onClick={() => input.current?.click()}
        className={className}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])])
          // So that the same file can be chosen once more.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
