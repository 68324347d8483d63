import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { m } from '#catalogue'
import { DrawerButton } from '../rooms/drawer-button'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { goBack, replacePlace, searchPath } from '../shell/router'
import { Button, IconButton } from '../ui/button'
import { Problem } from '../ui/problem'
import { Loosen } from './loosen'
import { questionOf } from './question'
import { ResultRow, searchFieldId } from './result-row'
import { SearchField } from './search-field'
import { useCompletion } from './use-completion'
import { type Results, useResults } from './use-results'

/** Writing goes into the address a moment later: browsers refuse pages that change it with every letter. */
const addressPauseMs = 400

/** Finds what was said in one's rooms. The address has the search in it, so that it can be kept and sent on. */
export function SearchPage({ text: asked }: { text: string }) {
  const { typed, caret, write, moveCaret } = useTyped(asked)
  const client = useClient()
  const { rooms, isLoaded } = useReadable(client.rooms)
  const known = { rooms, profiles: useReadable(client.profiles), me: useMe() }
  const completing = useCompletion(typed, caret, known)
  const isCompleting = completing.completions.length > 0
  const question = questionOf(typed, known, isCompleting ? completing.piece : null)
  const results = useResults(isLoaded ? question.request : null)
  const list = useRef<HTMLOListElement>(null)
  const isNothing =
    question.request !== null && results.isDone && results.problem === null && results.messages.length === 0

  function focusResult(index: number) {
    list.current?.querySelectorAll('a')[index]?.focus()
  }
  /** The first that comes gets the focus, since the button may go. */
  const wantedIndex = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wantedIndex.current === null || results.messages.length <= wantedIndex.current) return
    focusResult(wantedIndex.current)
    wantedIndex.current = null
  })
  function showMore() {
    wantedIndex.current = results.messages.length
    void results.more()
  }

  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <header className="flex items-start gap-2 border-b border-line px-3 pt-[max(0.75rem,var(--safe-top))] pb-3 wide:px-column">
        <DrawerButton />
        <h1 className="sr-only">{m.search_messages()}</h1>
        <SearchField
          text={typed}
          onText={write}
          onCaret={moveCaret}
          completions={completing.completions}
          from={completing.piece?.start ?? 0}
          onDown={() => focusResult(0)}
        />
        <IconButton icon="close" label={m.search_leave()} onClick={goBack} />
      </header>
      <div className="quiet-scroll px-2 pb-[max(1rem,env(safe-area-inset-bottom))] wide:px-[max(14px,calc((100%-64rem)/2-8px))]">
        <Problem text={question.problems.length > 0 ? question.problems.join(' ') : results.problem} />
        <p role="status" className="px-2.5 pt-2 pb-1 text-small text-soft-ink empty:hidden">
          {question.request === null ? '' : spoken(results)}
        </p>
        {question.request === null && question.problems.length === 0 && <Help />}
        {isNothing && (
          <Loosen
            text={typed}
            pieces={question.pieces}
            known={known}
            onPick={(text) => {
              flushSync(() => write(text, text.length))
              document.getElementById(searchFieldId)?.focus()
            }}
          />
        )}
        {question.request !== null && results.messages.length > 0 && (
          <ol
            ref={list}
            data-region="results"
            aria-label={m.search_found()}
            aria-busy={!results.isDone}
            className={results.isDone ? '' : 'opacity-60'}
          >
            {results.messages.map((message) => (
              <ResultRow key={message.id} message={message} terms={question.terms} />
            ))}
          </ol>
        )}
        {question.request !== null && results.isDone && results.cursor !== null && (
          <div className="grid place-items-center p-3">
            <Button aria-disabled={results.isLoadingMore} onClick={showMore}>
              {m.search_more()}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

/** What stands in the box. The address follows it, and it follows the address when that leads elsewhere. */
function useTyped(asked: string) {
  const [{ typed, caret }, setTyped] = useState({ typed: asked, caret: asked.length })
  /** What the address was last brought to, or taken from: it leads elsewhere when it is another one. */
  const kept = useRef(asked)

  useEffect(() => {
    document.getElementById(searchFieldId)?.focus()
  }, [])
  useEffect(() => {
    if (asked === kept.current) return
    kept.current = asked
    setTyped({ typed: asked, caret: asked.length })
  }, [asked])
  useEffect(() => {
    if (typed === kept.current) return
    const timer = setTimeout(() => {
      kept.current = typed
      replacePlace(searchPath(typed))
    }, addressPauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return {
    typed,
    caret,
    write: (typed: string, caret: number) => setTyped({ typed, caret }),
    moveCaret: (caret: number) => setTyped(({ typed }) => ({ typed, caret })),
  }
}

function spoken({ isDone, problem, messages, cursor }: Results): string {
  if (!isDone) return m.search_looking()
  if (problem !== null) return ''
  const count = messages.length
  return cursor === null ? m.search_results({ count }) : m.search_more_than({ count })
}

function Help() {
  return (
    <div className="mx-auto max-w-120 p-6 text-soft-ink">
      <p className="pb-2 font-semibold text-ink">{m.search_help()}</p>
      <ul className="flex list-disc flex-col gap-1 ps-5 text-note">
        {[
          m.search_help_words(),
          m.search_help_phrase(),
          m.search_help_without(),
          m.search_help_from(),
          m.search_help_has(),
          m.search_help_days(),
        ].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
