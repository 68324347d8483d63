import { useEffect, useEffectEvent } from 'react'
import { isPressed } from './combo'
import { type BoundKeyId, type KeyId, keyTable } from './table'

/** What each bound key does. Where it returns false the key is the browser's. */
export type KeyActions = Record<BoundKeyId, () => unknown>

/** Binds the keys of the table, outside dialogs and menus, which have their own. */
export function useKeys(actions: KeyActions) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return
    const id = idOf(event)
    if (id !== null && actions[id]() !== false) event.preventDefault()
  })

  useEffect(() => {
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function idOf(event: KeyboardEvent): BoundKeyId | null {
  const isWriting = isField(event.target)
  for (const [id, { combos, worksWhileWriting }] of Object.entries(keyTable)) {
    if (isWriting && !worksWhileWriting) continue
    if (isBound(id) && combos.some((combo) => isPressed(combo, event))) return id
  }
  return null
}

function isBound(id: string): id is BoundKeyId {
  return id in keyTable && keyTable[id as KeyId].bound
}

/** Whether what is typed there is written. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

/** Whether a dialog or a menu takes the keys. */
export function isInDialog(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null
}
