import { useId } from 'react'
import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { inputLook } from '../ui/field'
import { chooseLanguage, languageChoice, languageOfBrowser, languages, nameOfLanguage } from '../ui/language'
import { settingsState, showSettings } from './settings-state'

/** The language of the page on this device; each is named in itself. */
export function LanguageChoice() {
  const field = useId()
  const chosen = useReadable(languageChoice)
  const state = useReadable(settingsState)

  function choose(next: ReturnType<typeof languages>[number] | null) {
    showSettings('at_language')
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
        data-first={state === 'at_language' ? '' : undefined}
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
