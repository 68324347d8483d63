import { Role } from '@ariakit/react/role'
import { type FocusEvent, type MouseEvent, memo, useMemo, useState } from 'react'
import { phone, useMedia } from '../ui/use-media'
import { nextCell } from './grid-keys'
import type { Shown } from './shown'

interface Props {
  label: string
  shown: readonly Shown[]
  onChoose: (emoji: string, isMore: boolean) => void
  /** Told which one has the pointer or the focus. */
  onPoint: (shown: Shown) => void
  /** The arrow up leads out of the first row. */
  onLeave: () => void
}

/** A grid with one tab stop: arrows move in it, Enter chooses, letters go to the search. */
export const EmojiGrid = memo(function EmojiGrid({ label, shown, onChoose, onPoint, onLeave }: Props) {
  const columns = useMedia(phone) ? 7 : 8
  const [wanted, setWanted] = useState(0)
  const active = Math.min(wanted, shown.length - 1)
  const rows = useMemo(
    () =>
      Array.from({ length: Math.ceil(shown.length / columns) }, (_, row) =>
        shown.slice(row * columns, (row + 1) * columns),
      ),
    [shown, columns],
  )

  function point(event: MouseEvent | FocusEvent) {
    const index = indexOf(event.target)
    const cell = index === null ? undefined : shown[index]
    if (cell) onPoint(cell)
  }

  return (
    <Role.table
      role="grid"
      aria-label={label}
      className="w-full table-fixed border-collapse"
      onMouseOver={point}
      onFocus={point}
      onClick={(event) => {
        const cell = shown[indexOf(event.target) ?? -1]
        if (cell) onChoose(cell.emoji, event.shiftKey)
      }}
      onKeyDown={(event) => {
        const next = nextCell(event, { active, columns, count: shown.length })
        if (next === null) return
        if (next === 'type') return onLeave()
        event.preventDefault()
        if (next === 'leave') return onLeave()
        setWanted(next)
        cellAt(event.currentTarget, next)?.focus()
      }}
    >
      <colgroup>
        <col span={columns} />
      </colgroup>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row[0]?.emoji}>
            {row.map(({ emoji, name }, column) => {
              const index = at * columns + column
              return (
                <td key={emoji} className="p-0">
                  <button
                    type="button"
                    data-cell={index}
                    tabIndex={index === active ? 0 : -1}
                    aria-label={name}
                    className="emoji grid aspect-square w-full place-items-center rounded-medium text-[1.6rem] leading-none hover:bg-shade focus-visible:bg-accent-wash"
                  >
                    {emoji}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Role.table>
  )
})

/** The cell that has the tab stop of the grid inside an element. */
export function firstCell(within: HTMLElement | null): HTMLElement | null {
  return within?.querySelector<HTMLElement>('[data-cell][tabindex="0"]') ?? null
}

function cellAt(grid: HTMLElement, index: number): HTMLElement | null {
  return grid.querySelector<HTMLElement>(`[data-cell="${index}"]`)
}

function indexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
  return cell ? Number(cell.dataset.cell) : null
}
