/**
 * Closes a native modal dialog, unless it is closed already, and lets whoever wrote before it opened write on: the browser
 * gives the focus back to the field, but not always the caret, and then what is typed goes nowhere.
 */
export function closeModal(dialog: HTMLDialogElement | null): void {
  dialog?.close()
  const field = document.activeElement
  const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
  // A field for addresses of mail or numbers has no selection to tell of.
  if (isField && field.selectionStart !== null)
    field.setSelectionRange(field.selectionStart, field.selectionEnd)
}
