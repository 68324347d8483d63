import './strict-csp'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from '#client/create-client'
import { indexedDbOutbox } from '#client/storage/indexeddb'
import { withJournal } from '#client/storage/with-journal'
import { openWebSocket } from '#client/web-socket'
import { forgetChoices } from './files/chosen'
import { stopRinging } from './notifications/stop-ringing'
import { awaitInstallOffer } from './offline/install'
import { registerWorker } from './offline/register'
import { App } from './shell/app'
import { ClientProvider } from './shell/client-context'
import { firstSight } from './shell/first-sight'
import { view } from './shell/kept-view'
import { askBeforeLoss } from './shell/unkept'
import { whenLeft } from './shell/when-left'
import { beginWithLanguage, languageChoice } from './ui/language'
import { touch } from './ui/use-media'

const client = createClient({
  url: location.origin,
  credentials: 'cookie',
  outbox: withJournal(indexedDbOutbox('natter'), localStorage),
  view,
  openSocket: openWebSocket,
  language: languageChoice.get,
})

whenLeft(client, () => {
  void stopRinging()
  forgetChoices()
})
askBeforeLoss(client)
awaitInstallOffer()
addEventListener('load', () => void registerWorker(client))

const page = document.getElementById('root')
if (!page) throw new Error('index.html lacks the element #root.')
const root = createRoot(page)
if (matchMedia(touch).matches) {
  import('./shell/above-keyboard').then(
    ({ keepAboveKeyboard }) => keepAboveKeyboard(page),
    (error: unknown) => console.warn('A keyboard may cover the page.', error),
  )
}

void Promise.all([firstSight(client), beginWithLanguage()]).then(([server]) =>
  root.render(
    <StrictMode>
      <ClientProvider value={client}>
        <App kept={server} />
      </ClientProvider>
    </StrictMode>,
  ),
)
