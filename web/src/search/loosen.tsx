import { m } from '#catalogue'
import type { SearchRequest } from '#client/api'
import { type Piece, withoutPiece } from '#protocol/search/filters'
import type { FoundMessages } from '#protocol/search/query'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { useFetched } from '../ui/use-fetched'
import { type Known, questionOf } from './question'

interface Props {
  text: string
  pieces: readonly Piece[]
  known: Known
  onPick: (text: string) => void
}

/** Something to leave out. */
interface Suggestion {
  removed: string
  text: string
  request: SearchRequest
}

/** Each is one more search. */
const mostSuggestions = 5

/** Said when nothing was found: what to leave out of the search, and how much is found then. */
export function Loosen({ text, pieces, known, onPick }: Props) {
  const client = useClient()
  const suggestions = suggestionsFor(text, pieces, known)
  const key = JSON.stringify(suggestions)
  const { value } = useFetched(key, async () => ({
    key,
    pages: await Promise.all(suggestions.map(({ request }) => client.api.findMessages(request))),
  }))
  const isKnown = value?.key === key
  const pages = isKnown ? value.pages : []
  const useful = suggestions.flatMap((suggestion, n) => {
    const page = pages[n]
    return page && page.messages.length > 0 ? [{ ...suggestion, found: foundText(page) }] : []
  })

  return (
    <div className="flex flex-col items-center gap-3 p-6 text-center">
      <p className="font-semibold">{m.search_nothing()}</p>
      <p className="max-w-100 text-note text-soft-ink">
        {useful.length > 0 ? m.search_loosen() : isKnown ? otherwise(pieces) : ''}
      </p>
      <ul className="flex flex-col items-center gap-2">
        {useful.map(({ removed, text, found }) => (
          <li key={removed}>
            <Button onClick={() => onPick(text)}>
              {m.search_suggestion({
                without: m.search_without({ removed: `\u2068${removed}\u2069` }),
                found,
              })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** To leave out one piece, or all filters where there are several. */
function suggestionsFor(text: string, pieces: readonly Piece[], known: Known): Suggestion[] {
  const filters = pieces.filter(({ kind }) => kind === 'filter')
  const removable = [...pieces.slice(0, mostSuggestions - 1).map((piece) => [piece]), filters]
  const choices = filters.length > 1 ? removable : removable.slice(0, -1)
  return choices.flatMap((left) => {
    const rest = left.toReversed().reduce(withoutPiece, text)
    const { request } = questionOf(rest, known)
    const removed = left.map(({ start, end }) => text.slice(start, end)).join(' ')
    return request === null ? [] : [{ removed, text: rest, request }]
  })
}

/** What to do where leaving something out does not help. */
function otherwise(pieces: readonly Piece[]): string {
  return pieces.some(({ kind }) => kind === 'words') ? m.search_other_words() : m.search_nothing_like_that()
}

function foundText({ messages, cursor }: FoundMessages): string {
  const count = messages.length
  return cursor === null ? m.search_results({ count }) : m.search_more_than({ count })
}
