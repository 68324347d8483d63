import { type Mention, namedPlaces } from '#protocol/mentions'

/** A part of a text that is more than its words. */
export type Span = { start: number; end: number } & (
  | { kind: 'address'; href: string }
  | { kind: 'mention'; mention: Mention }
)

/** Only these two schemes become links, so that nothing else can be run by a click. */
const address = /\bhttps?:\/\/[^\s<>"“”]+/giu

/** The web addresses of a text and the names in it that mean somebody, in order. They never overlap. */
export function spansOf(text: string, mentions: readonly Mention[]): Span[] {
  return [...addressesIn(text), ...mentionsIn(text, mentions)].sort((one, other) => one.start - other.start)
}

function addressesIn(text: string): Span[] {
  return [...text.matchAll(address)].flatMap(({ 0: match, index: start }): Span[] => {
    const href = withoutTail(match)
    return URL.canParse(href) ? [{ kind: 'address', start, end: start + href.length, href }] : []
  })
}

function mentionsIn(text: string, mentions: readonly Mention[]): Span[] {
  if (mentions.length === 0) return []
  const byName = new Map(mentions.map((mention) => [mention.name, mention]))
  return namedPlaces(text).flatMap(({ at, readings }): Span[] => {
    const mention = byName.get(readings.find((name) => byName.has(name)) ?? '')
    return mention ? [{ kind: 'mention', start: at, end: at + 1 + mention.name.length, mention }] : []
  })
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
