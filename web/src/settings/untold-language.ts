import { useEffect } from 'react'
import { writable } from '#client/readable'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { languageChoice } from '../ui/language'

const key = 'natter.language-untold'
/** Whose choice of a language the server has not heard of. It outlives the page, which may have no network for long. */
const untold = writable(localStorage.getItem(key))

/** Has the server told of the language that somebody has just chosen. */
export function toldLater(accountId: string): void {
  localStorage.setItem(key, accountId)
  untold.set(accountId)
}

/** Tells the server in which language to write mails to who has chosen one on this device, as soon as it can be reached. */
export function useUntoldLanguage(): void {
  const client = useClient()
  const { id } = useMe()
  const isMine = useReadable(untold) === id
  const language = useReadable(languageChoice)
  const isReached = useReadable(client.connection).phase === 'up_to_date'
  useEffect(() => {
    if (!isMine || !isReached) return
    client.changePreferences({ language }).then(
      () => languageChoice.get() === language && forget(),
      (error: unknown) => console.warn('The language of mails is told again later.', error),
    )
  }, [client, isMine, isReached, language])
}

function forget(): void {
  localStorage.removeItem(key)
  untold.set(null)
}
