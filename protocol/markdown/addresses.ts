/** What browsers and servers have alike, as far as it is needed: nothing else of either is known here. */
declare const URL: {
  canParse(address: string): boolean
  new (address: string): { protocol: string; host: string; pathname: string; href: string }
}

/** Only these become links, so that nothing else can be run by a click. */
const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** An address at the end of a sentence does not take the full stop along, nor a bracket it did not open. */
export function withoutTail(address: string): string {
  let opened = address.split('(').length - address.split(')').length
  let end = address.length
  for (; end > 0; end--) {
    const last = address.charAt(end - 1)
    if (!".,;:!?)'*_~".includes(last) || (last === ')' && opened >= 0)) break
    if (last === ')') opened++
  }
  return address.slice(0, end)
}

/** The address as a link, or null where it is none or has a scheme that is not allowed. */
export function safeHref(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !schemes.has(url.protocol)) return null
  return url.protocol === 'mailto:' && !url.pathname.includes('@') ? null : url.href
}

/**
 * Where a link really leads, if its words do not say so: the host as it is on the wire, or who gets the mail. A name with
 * letters that look like others, and one put before an `@`, are no host.
 */
export function unsaidTarget(href: string, words: string): string | null {
  const { protocol, host, pathname } = new URL(href)
  if (protocol === 'mailto:') return words.replace(/^mailto:/i, '') === pathname ? null : pathname
  const said = words.toLowerCase().replace(/^https?:\/\//, '')
  return said === host || ['/', '?', '#', ':'].some((mark) => said.startsWith(host + mark)) ? null : host
}
