import { useId, useLayoutEffect, useState } from 'react'
import { m } from '#catalogue'
import type { Locale } from '#locale'
import { useMe, useReadable } from '../shell/client-context'
import {
  chooseLanguage,
  language,
  languageChoice,
  languageOfBrowser,
  languages,
  nameOfLanguage,
} from '../ui/language'
import { Problem } from '../ui/problem'
import { Select } from '../ui/select'
import { isReopening } from './reopening'
import { toldLater } from './untold-language'

type Progress = 'none' | 'loading' | 'failed'

/** The language of the page on this device, and of the mails one gets; each is named in itself. */
export function LanguageChoice() {
  const me = useMe()
  const field = useId()
  const chosen = useReadable(languageChoice)
  const shown = useReadable(language)
  const isChoiceShown = shown === (chosen ?? languageOfBrowser())
  const [isFirst] = useState(isReopening.get)
  const [progress, setProgress] = useState<Progress>('none')
  // Before anything can be chosen: later it would undo what a choice has set.
  useLayoutEffect(() => isReopening.set(false), [])

  async function choose(next: Locale | null) {
    setProgress('loading')
    isReopening.set((next ?? languageOfBrowser()) !== shown)
    try {
      await chooseLanguage(next)
      toldLater(me.id)
      setProgress('none')
    } catch {
      isReopening.set(false)
      setProgress('failed')
    }
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={field} className="font-semibold">
        {m.settings_language()}
      </label>
      <Select
        id={field}
        value={isChoiceShown ? (chosen ?? '') : shown}
        aria-busy={progress === 'loading'}
        data-first={isFirst ? '' : undefined}
        onChange={({ target }) => choose(languages().find((one) => one === target.value) ?? null)}
      >
        <option value="">
          {m.settings_language_of_browser({ language: nameOfLanguage(languageOfBrowser()) })}
        </option>
        {languages().map((one) => (
          <option key={one} value={one} lang={one}>
            {nameOfLanguage(one)}
          </option>
        ))}
      </Select>
      {progress === 'loading' && (
        <p role="status" className="text-note text-soft-ink">
          {m.ui_loading()}
        </p>
      )}
      {progress === 'failed' && <Problem text={m.settings_language_not_loaded()} />}
    </div>
  )
}
