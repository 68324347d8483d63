import { m } from '#catalogue'

interface Props {
  problem: string
  tabIndex?: number
  onRetry: () => void
}

/** Says in the place of a file that it did not come, and why. */
export function NotLoaded({ problem, tabIndex, onRetry }: Props) {
  return (
    <div className="absolute inset-0 z-1 grid place-content-center justify-items-center gap-1 bg-shade p-2 text-center text-small text-soft-ink">
      <p role="alert">{problem === '' ? m.files_not_loaded() : problem}</p>
      <button
        type="button"
        tabIndex={tabIndex}
        onClick={onRetry}
        className="min-h-8 rounded-small px-2 font-semibold text-accent hover:bg-accent-wash pointer-coarse:min-h-11"
      >
        {m.files_try_again()}
      </button>
    </div>
  )
}
