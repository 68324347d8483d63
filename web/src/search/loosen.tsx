import { m } from '#catalogue'
import type { SearchRequest } from '#client/api'
import { type Piece, withoutPiece } from '#protocol/search/filters'
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

/** Each is one more search. */
const mostSuggestions = 5

/** Said when nothing was found: what would find something if one piece of the search were left out. */
export function Loosen({ text, pieces, known, onPick }: Props) {
  const suggestions = pieces.slice(0, mostSuggestions).flatMap((piece) => {
    const { request } = questionOf(withoutPiece(text, piece), known)
    return request === null ? [] : [{ piece, request }]
  })
  return (
    <div className="flex flex-col items-center gap-3 p-6 text-center">
      <p className="font-semibold">{m.search_nothing()}</p>
      <p className="max-w-100 text-note text-soft-ink">
        {suggestions.length > 0 ? m.search_loosen() : m.search_other_words()}
      </p>
      <ul className="flex flex-col items-center gap-2">
        {suggestions.map(({ piece, request }) => (
          <Suggestion
            key={piece.start}
            removed={text.slice(piece.start, piece.end)}
            request={request}
            onPick={() => onPick(withoutPiece(text, piece))}
          />
        ))}
      </ul>
    </div>
  )
}

interface SuggestionProps {
  removed: string
  request: SearchRequest
  onPick: () => void
}

/** Not shown where it would find nothing either. */
function Suggestion({ removed, request, onPick }: SuggestionProps) {
  const client = useClient()
  const { value } = useFetched(JSON.stringify(request), () => client.api.findMessages(request))
  if (value?.messages.length === 0) return null
  const without = m.search_without({ removed: `\u2068${removed}\u2069` })
  const count = value?.messages.length ?? 0
  const found = value && (value.cursor === null ? m.search_results({ count }) : m.search_more_than({ count }))
  return (
    <li>
      <Button onClick={onPick}>{found ? m.search_suggestion({ without, found }) : without}</Button>
    </li>
  )
}
