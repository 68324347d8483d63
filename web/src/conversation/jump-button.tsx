import { m } from '#catalogue'
import { Icon } from '../ui/icon'

const look =
  'absolute z-2 flex h-10 animate-[settle_140ms_var(--ease-out)] items-center justify-center gap-1.5 rounded-full border border-line bg-sheet px-2.5 shadow-sheet hover:bg-shade pointer-coarse:h-11'

/** Shown only when scrolled up; says how much has come below. */
export function JumpButton({ unseen, onClick }: { unseen: number; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={unseen > 0 ? m.conversation_to_newest_with({ count: unseen }) : m.conversation_to_newest()}
      onClick={onClick}
      className={`${look} end-4 bottom-3 min-w-10 wide:end-[max(26px,calc((100%-64rem)/2+4px))] pointer-coarse:min-w-11`}
    >
      {unseen > 0 && (
        <span className="ps-1 text-small font-bold text-signal">{m.conversation_new({ count: unseen })}</span>
      )}
      <Icon name="arrow_down" />
    </button>
  )
}

/** Shown while what was new when the room was opened stands above what is in sight, and was not looked at yet. */
export function UnreadPill({ count, onClick }: { count: number; onClick: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-2 flex justify-center">
      <button
        type="button"
        aria-label={m.conversation_to_unread({ count })}
        onClick={onClick}
        className={`${look} pointer-events-auto static! px-4 text-small font-bold text-signal`}
      >
        {m.conversation_new_messages({ count })}
        <Icon name="arrow_up" />
      </button>
    </div>
  )
}
