import type { ReactNode } from 'react'

/** Only these two schemes become links, so that nothing else can be run by a click. */
const address = /\bhttps?:\/\/[^\s<>"“”]+/giu

/** Text as it was written, with web addresses to click on. */
export function LinkedText({ text }: { text: string }) {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const href = withoutTail(match[0])
    if (!URL.canParse(href)) continue
    parts.push(text.slice(end, match.index))
    end = match.index + href.length
    parts.push(
      <a
        key={match.index}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        className="text-accent underline decoration-1 underline-offset-2 hover:decoration-2"
      >
        {href}
      </a>,
    )
  }
  parts.push(text.slice(end))
  return parts
}

/** An address at the end of a sentence does not take the full stop along, nor a bracket it did not open. */
function withoutTail(address: string): string {
  let text = address
  for (;;) {
    const last = text.at(-1) ?? ''
    const isOpened = last === ')' && text.split('(').length >= text.split(')').length
    if (!".,;:!?)'*_~".includes(last) || isOpened || last === '') return text
    text = text.slice(0, -1)
  }
}
