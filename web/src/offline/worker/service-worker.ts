import type { ToWorker } from '../names'
import { answerKept, forgetKept } from './kept'
import { followNotification, ring } from './ring'
import { answerShell, dropOldShells, isPage, isShell, takeShell } from './shell'

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', (event) => event.waitUntil(takeShell()))

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (isPage(request, url) || isShell(url)) return event.respondWith(answerShell(request, url))
  const kept = answerKept(request, url)
  if (kept) event.respondWith(kept)
})

self.addEventListener('message', (event) => {
  const told = event.data as ToWorker
  if (told.type === 'take_over') event.waitUntil(self.skipWaiting())
  if (told.type === 'forget') event.waitUntil(forgetKept())
})

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(ring(event.data.json()))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(followNotification(event.notification))
})
