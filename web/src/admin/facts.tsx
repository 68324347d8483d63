import type { ReactNode } from 'react'

/** Names with what they are, in two columns. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, fact: ReactNode])[] }) {
  return (
    <dl className="divide-y divide-line rounded-medium border border-line bg-sheet text-note">
      {facts.map(([name, fact]) => (
        <div key={name} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-3 px-3 py-2">
          <dt className="text-soft-ink">{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
