import { useEffect, useId, useState } from 'react'
import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { inputLook } from '../ui/field'
import {
  chooseLanguage,
  language,
  languageChoice,
  languageOfBrowser,
  languages,
  nameOfLanguage,
} from '../ui/language'
import { isReopening } from './reopening'

/** The language of the page on this device; each is named in itself. */
export function LanguageChoice() {
  const field = useId()
  const chosen = useReadable(languageChoice)
  const [isFirst] = useState(isReopening.get)
  useEffect(() => isReopening.set(false), [])

  function choose(next: ReturnType<typeof languages>[number] | null) {
    isReopening.set((next ?? languageOfBrowser()) !== language.get())
    chooseLanguage(next)
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={field} className="font-semibold">
        {m.settings_language()}
      </label>
      <select
        id={field}
        value={chosen ?? ''}
        data-first={isFirst ? '' : undefined}
        onChange={({ target }) => choose(languages().find((one) => one === target.value) ?? null)}
        className={inputLook}
      >
        <option value="">
          {m.settings_language_of_browser({ language: nameOfLanguage(languageOfBrowser()) })}
        </option>
        {languages().map((one) => (
          <option key={one} value={one} lang={one}>
            {nameOfLanguage(one)}
          </option>
        ))}
      </select>
    </div>
  )
}
