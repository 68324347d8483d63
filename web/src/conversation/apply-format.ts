import type { ClipboardEvent, KeyboardEvent } from 'react'
import { type Change, type Format, formatted, linked } from './format'
import { insertText } from './insert-text'
import { listBreak } from './list-break'

const keys: Record<string, Format> = { b: 'bold', i: 'italic', e: 'code', 'shift x': 'strike' }
const address = /^https?:\/\/\S+$/i

/** Formats what is selected in a field; Ctrl+Z takes it back. */
export function applyFormat(field: HTMLTextAreaElement, format: Format) {
  apply(field, formatted(field.value, selectionOf(field), format))
}

/** Breaks the line within a list, and goes on with it. Returns whether it did. */
export function breakList(field: HTMLTextAreaElement): boolean {
  const change = listBreak(field.value, selectionOf(field))
  if (change) apply(field, change)
  return change !== null
}

/** The format a key with Ctrl or Cmd stands for, whatever the layout of the keyboard. */
export function formatOfKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): Format | null {
  if (altKey || ctrlKey === metaKey) return null
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace('Key', '').toLowerCase()
  return keys[shiftKey ? `shift ${letter}` : letter] ?? null
}

/** Makes a link of selected words when an address is pasted over them. Returns whether it did. */
export function pasteAsLink(event: ClipboardEvent<HTMLTextAreaElement>): boolean {
  const field = event.currentTarget
  const selection = selectionOf(field)
  const label = field.value.slice(...selection)
  const pasted = event.clipboardData.getData('text/plain').trim()
  const isLabel = label.trim() !== '' && !/[[\]\n]/.test(label) && !address.test(label.trim())
  if (!isLabel || !address.test(pasted)) return false
  const change = linked(field.value, selection, pasted)
  const end = change.from + change.insert.length
  apply(field, { ...change, select: [end, end] })
  return true
}

function apply(field: HTMLTextAreaElement, { from, to, insert, select }: Change) {
  insertText(field, insert, [from, to])
  field.setSelectionRange(...select)
}

function selectionOf(field: HTMLTextAreaElement): [number, number] {
  return [field.selectionStart, field.selectionEnd]
}
