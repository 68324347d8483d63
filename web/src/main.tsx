import './strict-csp'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from '#client/create-client'
import { indexedDbOutbox } from '#client/storage/indexeddb'
import { indexedDbView } from '#client/storage/indexeddb-view'
import { openWebSocket } from '#client/web-socket'
import { stopRingingFor } from './notifications/stop-ringing'
import { awaitInstallOffer } from './offline/install'
import { registerWorker } from './offline/register'
import { App } from './shell/app'
import { ClientProvider } from './shell/client-context'
import { beginWithLanguage } from './ui/language'
import { touch } from './ui/use-media'

const client = createClient({
  url: location.origin,
  credentials: 'cookie',
  outbox: indexedDbOutbox('natter'),
  view: indexedDbView('natter view'),
  openSocket: openWebSocket,
})

stopRingingFor(client)
awaitInstallOffer()
addEventListener('load', () => void registerWorker())

const page = document.getElementById('root')
if (!page) throw new Error('index.html lacks the element #root.')
const root = createRoot(page)
if (matchMedia(touch).matches) {
  import('./shell/above-keyboard').then(
    ({ keepAboveKeyboard }) => keepAboveKeyboard(page),
    (error: unknown) => console.warn('A keyboard may cover the page.', error),
  )
}

void beginWithLanguage().then(() =>
  root.render(
    <StrictMode>
      <ClientProvider value={client}>
        <App />
      </ClientProvider>
    </StrictMode>,
  ),
)
