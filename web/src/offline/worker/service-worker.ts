import type { ToWorker } from '../names'
import { followNotification, ring } from './ring'
import { answerShell, dropOthers, isPage, isShell, takeShell } from './shell'

declare const self: ServiceWorkerGlobalScope

/** What newer browsers can be told to do without asking the worker: https://w3c.github.io/ServiceWorker/#register-routing */
interface Routing {
  addRoutes(rule: { condition: { urlPattern: string }; source: 'network' }): Promise<void>
}

/** Nothing of this is ever answered here: to be asked costs time, and keeps a newer version from taking over. */
const straightToServer = { condition: { urlPattern: '/api/*' }, source: 'network' } as const

self.addEventListener('install', (event) => {
  const { addRoutes } = event as Partial<Routing>
  event.waitUntil(Promise.all([takeShell(), addRoutes?.call(event, straightToServer)]))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (isPage(request, url) || isShell(url)) event.respondWith(answerShell(request, url))
})

self.addEventListener('message', (event) => {
  const told = event.data as ToWorker
  if (told.type === 'take_over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(ring(event.data.json()))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(followNotification(event.notification))
})
