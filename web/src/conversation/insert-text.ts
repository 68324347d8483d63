/**
 * Puts text where the cursor is, in place of what is selected, as if it had been typed: it can be taken back by
 * Ctrl+Z, and the field tells of it. `select` chooses what is replaced beforehand.
 */
export function insertText(field: HTMLTextAreaElement, text: string, select?: [start: number, end: number]) {
  field.focus()
  if (select) field.setSelectionRange(...select)
  if (text === '' && field.selectionStart === field.selectionEnd) return
  // The one way that keeps the history of the field; browsers that refuse it get the text without one.
  const command = text === '' ? 'delete' : 'insertText'
  if (document.execCommand(command, false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
}
