import { useState } from 'react'
import { m } from '#catalogue'
import { Option, OptionGroup } from '../rooms/options'
import { useClient } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { goTo, messagePath, roomPath, searchPath } from '../shell/router'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useCombobox } from '../ui/use-combobox'
import { GoalLine } from './goal-line'
import { type Goal, useGoals } from './use-goals'

/** Goes to a room, a person or a message by a few letters. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const [query, setQuery] = useState('')
  const { goals, isDone, problem: findProblem } = useGoals(query)

  const [open, { problem }] = useAction(async (index: number) => {
    const goal = goals[index]
    if (!goal) return
    const path = await pathTo(goal)
    onClose()
    closeDrawer()
    goTo(path)
  })
  async function pathTo(goal: Goal): Promise<string> {
    if (goal.kind === 'room') return roomPath(goal.room.id)
    if (goal.kind === 'message') return messagePath(goal.message.room_id, goal.message.seq)
    if (goal.kind === 'search') return searchPath(query.trim())
    return roomPath((await client.createRoom({ room_type: 'direct', member_ids: [goal.person.id] })).id)
  }
  const box = useCombobox({ count: goals.length, onPick: open })

  return (
    <Dialog title={m.rooms_switcher()} onClose={onClose}>
      <input
        data-first=""
        aria-label={m.rooms_switcher_field()}
        placeholder={m.rooms_switcher_field()}
        enterKeyHint="go"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          box.reset()
        }}
        {...box.inputProps}
        className="sticky top-1 z-10 mt-1 h-11 w-full rounded-medium border border-field-line bg-sheet px-3 placeholder:text-soft-ink"
      />
      <Problem text={problem ?? findProblem} />
      <div id={box.listId} role="listbox" aria-label={m.rooms_found()} className="-mx-2 pt-1">
        {sections(goals).map(([label, from, to]) => (
          <OptionGroup key={from} label={label}>
            {goals.slice(from, to).map((goal, at) => (
              <Option key={keyOf(goal)} isActive={box.active === from + at} {...box.optionProps(from + at)}>
                <GoalLine goal={goal} query={query} />
              </Option>
            ))}
          </OptionGroup>
        ))}
      </div>
      <p role="status" className="pt-2 text-small text-soft-ink">
        {!isDone
          ? m.rooms_looking()
          : goals.length > 0
            ? m.rooms_switcher_found({ count: goals.length })
            : m.rooms_switcher_hint()}
      </p>
    </Dialog>
  )
}

/** Each part of the list: its heading, and where it begins and ends. */
function sections(goals: readonly Goal[]): [label: string, from: number, to: number][] {
  const names = [m.rooms_your_rooms(), m.rooms_people(), m.rooms_messages()]
  const kinds = ['room', 'person', 'search'] as const
  const starts = kinds.map((kind) => goals.findIndex((goal) => goal.kind === kind))
  return names.flatMap((label, n): [string, number, number][] => {
    const from = starts[n] ?? -1
    if (from < 0) return []
    const next = starts.slice(n + 1).find((start) => start >= 0)
    return [[label, from, next ?? goals.length]]
  })
}

function keyOf(goal: Goal): string {
  if (goal.kind === 'room') return goal.room.id
  if (goal.kind === 'person') return goal.person.id
  return goal.kind === 'message' ? `message ${goal.message.id}` : 'search'
}
