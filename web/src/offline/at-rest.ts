/** What a load would end, or close with what was begun in it. */
const begun = 'dialog[open], [data-region=call]'
/** Where somebody may have typed. What is kept as a draft says so. */
const fields =
  'textarea:not([data-kept]), input:not([type=checkbox], [type=radio], [type=range], [type=file], [type=hidden])'

/**
 * Whether the page could be loaded again and nobody would miss anything: no call, no open dialog, nothing typed but drafts,
 * nothing that plays.
 */
export function isAtRest(): boolean {
  const typed = all<HTMLInputElement | HTMLTextAreaElement>(fields)
  return (
    !document.querySelector(begun) &&
    typed.every(({ value }) => value === '') &&
    all<HTMLMediaElement>('video, audio').every(({ paused }) => paused)
  )
}

function all<Kind extends Element>(selector: string): Kind[] {
  return [...document.querySelectorAll<Kind>(selector)]
}
