import { errorCode } from '#protocol/errors'
import { problemsByCode } from '../ui/problems-by-code'

const query = new URLSearchParams(location.search)

/**
 * What the server said in the address when it sent the browser back from another service. It is taken out of the
 * address at once, so that it is not said again.
 */
export const returned = {
  /** Why signing in failed: a code of the table of errors. */
  problem: query.get('problem'),
  /** The settings are to be opened: `connected`, or why that failed. */
  settings: query.get('settings'),
}

if (returned.problem !== null || returned.settings !== null) {
  history.replaceState(null, '', `${location.pathname}${location.hash}`)
}

/** The sentence for a code; null for no code, and for what is none. */
export function sentenceFor(code: string | null): string | null {
  const known = errorCode.safeParse(code)
  return known.success ? problemsByCode[known.data]() : null
}
