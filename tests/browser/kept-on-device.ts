import type { Page } from 'playwright-core'

interface Kept {
  /** What can be read at once; null for nothing. */
  last: string | null
  /** The rows of each store, by its name. */
  stores: Record<string, unknown[]>
  /** The addresses of the API whose answers the service worker keeps. */
  answers: string[]
}

/** All that this browser keeps of what was seen. */
function keptOnDevice(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const database = await done(indexedDB.open('natter view'))
    const stores: Record<string, unknown[]> = {}
    for (const name of database.objectStoreNames)
      stores[name] = await done(database.transaction(name).objectStore(name).getAll())
    database.close()
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)))
    const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat()
    const last = localStorage.getItem('natter last view')
    return { last, stores, answers: requests.map(({ url }) => url).filter((url) => url.includes('/api/')) }
  })
}

/** Resolves once this browser keeps a text among what was said in a room: the list of rooms has the last one sooner. */
export async function keeps(page: Page, text: string): Promise<void> {
  while (!JSON.stringify((await keptOnDevice(page)).stores.logs ?? []).includes(text)) await Bun.sleep(50)
}

/** Resolves once this browser keeps nothing of what was seen. */
export async function keepsNothing(page: Page): Promise<void> {
  const nothing = JSON.stringify({ last: null, stores: { logs: [], view: [] }, answers: [] })
  while (JSON.stringify(await keptOnDevice(page)) !== nothing) await Bun.sleep(50)
}
