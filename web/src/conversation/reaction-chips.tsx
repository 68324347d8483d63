import { lazy, Suspense, useRef, useState } from 'react'
import { m } from '#catalogue'
import { isFrom } from '#client/state/with-wishes'
import { getLocale } from '#locale'
import type { Reaction } from '#protocol/reactions'
import { useNameOf } from '../people/person'
import { useMe } from '../shell/client-context'
import { Icon } from '../ui/icon'
import { useHold } from '../ui/use-hold'
import { useInnerTabIndex } from './line-focus'

const Tip = lazy(async () => ({ default: (await import('../ui/tip')).Tip }))

interface Props {
  reactions: readonly Reaction[]
  isOwn: boolean
  onTurn: (emoji: string) => void
  /** Absent where nothing can be added. */
  onAdd?: ((anchor: Element) => void) | undefined
}

/** What is said to a message by emoji, under it, and a way to say more. */
export function ReactionChips({ reactions, isOwn, onTurn, onAdd }: Props) {
  const tabIndex = useInnerTabIndex()
  if (reactions.length === 0) return null
  return (
    <ul
      aria-label={m.message_reactions()}
      className={`mt-1 mb-0.5 flex flex-wrap gap-1 ${isOwn ? 'justify-end' : ''}`}
    >
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip reaction={reaction} isFixed={onAdd === undefined} onTurn={onTurn} />
        </li>
      ))}
      {onAdd && (
        <li>
          <button
            type="button"
            aria-label={m.message_add_reaction()}
            title={m.message_add_reaction()}
            aria-haspopup="menu"
            tabIndex={tabIndex}
            onClick={({ currentTarget }) => onAdd(currentTarget)}
            className={`${shape} border-line bg-sheet px-2 text-soft-ink hover:text-ink`}
          >
            <Icon name="react" className="size-4" />
          </button>
        </li>
      )}
    </ul>
  )
}

const shape =
  'relative inline-flex min-h-7 items-center justify-center gap-1 rounded-full border text-small pointer-coarse:min-h-9 pointer-coarse:min-w-11 pointer-coarse:px-3 pointer-coarse:before:absolute pointer-coarse:before:inset-x-0 pointer-coarse:before:-inset-y-[5px]'

interface ChipProps {
  reaction: Reaction
  /** One's own can still be taken back. */
  isFixed: boolean
  onTurn: (emoji: string) => void
}

/** One emoji and how many say it. Who does is said by its name, and shown while it is pointed at, focused or held. */
function Chip({ reaction, isFixed, onTurn }: ChipProps) {
  const { emoji, users } = reaction
  const isMine = isFrom(reaction, useMe().id)
  const tabIndex = useInnerTabIndex()
  const names = useNames(reaction)
  const count = new Intl.NumberFormat(getLocale()).format(users.length)
  const chip = useRef<HTMLButtonElement>(null)
  const [isShown, setShown] = useState(false)
  const hold = useHold(() => setShown(true))
  return (
    <>
      <button
        ref={chip}
        type="button"
        aria-pressed={isMine}
        aria-label={m.message_reaction({ emoji, count, names })}
        tabIndex={tabIndex}
        disabled={isFixed && !isMine}
        onClick={() => onTurn(emoji)}
        onPointerEnter={(event) => event.pointerType === 'mouse' && setShown(true)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setShown(false)}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && setShown(true)}
        onBlur={() => setShown(false)}
        {...hold}
        className={`${shape} touch-manipulation px-2 select-none ${
          isMine
            ? 'border-accent bg-accent-wash font-semibold text-accent'
            : 'border-line bg-sheet hover:bg-shade'
        }`}
      >
        <span aria-hidden="true" className="text-[1rem]">
          {emoji}
        </span>
        <span>{count}</span>
      </button>
      {isShown && (
        <Suspense>
          <Tip anchor={chip.current} text={names} onClose={() => setShown(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Everyone who says it, oneself first. */
function useNames({ users }: Reaction): string {
  const meId = useMe().id
  const nameOf = useNameOf()
  const others = users.filter(({ id }) => id !== meId).map(nameOf)
  const all = others.length < users.length ? [m.conversation_you(), ...others] : others
  return new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(all)
}
