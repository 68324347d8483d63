import './strict-csp'
import './styles.css'
import './ui/language'
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

const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks the element #root.')

createRoot(root).render(
  <StrictMode>
    <ClientProvider value={client}>
      <App />
    </ClientProvider>
  </StrictMode>,
)
