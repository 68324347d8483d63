import { Icon } from '../ui/icon'

/** Shown only when scrolled up; says how much has come below. */
export function JumpButton({ unseen, onClick }: { unseen: number; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={unseen > 0 ? `Jump to newest, ${unseen} new` : 'Jump to newest'}
      onClick={onClick}
      className="absolute end-4 bottom-3 flex h-10 min-w-10 animate-[settle_140ms_var(--ease-out)] items-center justify-center gap-1.5 rounded-full border border-line bg-sheet px-2.5 shadow-sheet hover:bg-shade wide:end-[26px] pointer-coarse:h-11 pointer-coarse:min-w-11"
    >
      {unseen > 0 && <span className="ps-1 text-small font-bold text-signal">{unseen} new</span>}
      <Icon name="arrow_down" />
    </button>
  )
}
