import { m } from '#catalogue'
import { Face } from '../people/face'
import type { Completion } from './use-completion'

/** The suggestions, above the field they are for. The focus stays in the field. */
export function CompletionList({ completion: { suggestions, box } }: { completion: Completion }) {
  return (
    <>
      <p role="status" aria-label={m.composer_suggestions()} className="sr-only">
        {suggestions.length > 0 ? m.composer_suggested({ count: suggestions.length }) : ''}
      </p>
      {suggestions.length > 0 && (
        <div
          id={box.listId}
          role="listbox"
          aria-label={m.composer_suggestions()}
          className="quiet-scroll absolute inset-x-0 bottom-full z-10 mb-1.5 max-h-[40dvh] max-w-[26rem] animate-[settle_120ms_var(--ease-out)] rounded-large border border-line bg-paper p-1.5 shadow-sheet"
        >
          {suggestions.map(({ key, label, note, person, emoji }, index) => (
            <div
              key={key}
              {...box.optionProps(index)}
              className={`flex min-h-10 cursor-pointer items-center gap-2.5 rounded-medium px-2 py-1 pointer-coarse:min-h-11 ${
                index === box.active ? 'bg-accent-wash' : ''
              }`}
            >
              {person && <Face id={person.id} name={label} />}
              {emoji && <span className="emoji text-large leading-none">{emoji}</span>}
              <bdi className="shrink-0 font-semibold">{label}</bdi>
              {note && (
                <span className="min-w-0 truncate text-note text-soft-ink">
                  <bdi>{note}</bdi>
                </span>
              )}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
