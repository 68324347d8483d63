import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { bytesText } from '../ui/number'
import { unchoose } from './choose'
import { type ChosenFile, choiceIn } from './chosen'
import { described } from './describing'

/** What was chosen to be sent, where each can be described or taken out again. */
export function Tray({ roomId }: { roomId: string }) {
  const { files, expected, unkept, isLeaving } = useReadable(choiceIn(roomId))
  const isUnkept = files.some(({ key }) => unkept.includes(key))
  return (
    <>
      <ul aria-label={m.files_to_send()} className="quiet-scroll mb-1 flex gap-2 overflow-x-auto p-1.5 pb-2">
        {files.map((file) => (
          <li key={file.key} className="w-28 shrink-0">
            <Chosen
              file={file}
              onDescribe={() => described.set(file.key)}
              onRemove={() => unchoose(roomId, file.key)}
            />
          </li>
        ))}
        {expected.map((key) => (
          <li key={key} className="h-36 w-28 shrink-0 rounded-medium bg-shade" />
        ))}
      </ul>
      <p role="status" className="px-2 pb-1.5 text-small text-soft-ink empty:hidden">
        {isLeaving ? m.files_leaving() : isUnkept ? m.files_not_kept() : null}
      </p>
    </>
  )
}

interface ChosenProps {
  file: ChosenFile
  onDescribe: () => void
  onRemove: () => void
}

function Chosen({ file, onDescribe, onRemove }: ChosenProps) {
  const { name, kind, alt, picture, blob } = file
  return (
    <div className="relative">
      <div className="relative grid h-28 place-content-center justify-items-center gap-1 overflow-hidden rounded-medium border border-line bg-shade">
        {picture !== null ? (
          <img
            alt={alt === '' ? name : alt}
            src={picture}
            className="absolute inset-0 size-full object-cover"
          />
        ) : (
          <>
            <Icon name={kind === 'video' ? 'play' : 'file'} className="size-7 text-soft-ink" />
            <bdi className="line-clamp-2 w-24 text-center! text-small wrap-anywhere">{name}</bdi>
            <span className="text-tiny text-soft-ink">{bytesText(blob.size)}</span>
          </>
        )}
        {picture !== null && kind === 'video' && (
          <Icon name="play" className="relative size-8 rounded-full bg-ink/70 p-1.5 text-paper" />
        )}
      </div>
      <IconButton
        icon="close"
        label={m.files_remove({ name })}
        onClick={onRemove}
        className="absolute -end-1.5 -top-1.5 size-8! rounded-full! border border-line bg-sheet text-ink before:absolute before:-inset-[7px] hover:bg-shade"
      />
      {kind !== 'other' && (
        <button
          type="button"
          aria-label={alt === '' ? m.files_describe({ name }) : m.files_described({ name })}
          onClick={onDescribe}
          className={`mt-1 flex min-h-8 w-full items-center justify-center gap-1 truncate rounded-small px-1 text-tiny hover:bg-accent-wash pointer-coarse:min-h-11 ${alt === '' ? 'font-semibold text-accent' : 'text-soft-ink'}`}
        >
          {alt !== '' && <Icon name="tick" className="size-3.5" />}
          {alt === '' ? m.files_add_description() : m.files_description()}
        </button>
      )}
    </div>
  )
}
