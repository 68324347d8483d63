/**
 * Opens a native modal dialog and returns what closes it, unless it is closed already. Whoever wrote before it opened writes
 * on where they were: the browser gives the focus back to the field, but the caret at its beginning, or none at all, and then
 * what is typed goes nowhere.
 */
export function openModal(dialog: HTMLDialogElement): () => void {
  const before = caretIn(document.activeElement)
  dialog.showModal()
  return () => {
    dialog.close()
    const now = caretIn(document.activeElement)
    if (!now) return
    const isSame = before?.field === now.field && before.text === now.text
    const { start, end } = isSame ? before : now
    now.field.setSelectionRange(start, end)
  }
}

interface Caret {
  field: HTMLTextAreaElement | HTMLInputElement
  text: string
  start: number
  end: number | null
}

/** Null where nothing is written, and in a field for addresses of mail or numbers, which has no selection to tell of. */
function caretIn(field: Element | null): Caret | null {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return null
  const { value: text, selectionStart: start, selectionEnd: end } = field
  return start === null ? null : { field, text, start, end }
}
