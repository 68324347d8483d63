/** What a load would end, or close with what was begun in it. */
const begun = 'dialog[open], [data-region=call]'
/** Where somebody may have typed. What is kept as a draft says so. */
const fields =
  'textarea:not([data-kept]), input:not([type=checkbox], [type=radio], [type=range], [type=file], [type=hidden])'

/** Whether the page could be loaded again and nothing would be lost: no call, no open dialog, nothing typed but drafts. */
export function isAtRest(): boolean {
  if (document.querySelector(begun)) return false
  const typed = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(fields)
  return [...typed].every(({ value }) => value === '')
}
