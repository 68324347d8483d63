import type { Page } from 'playwright-core'

/** All that this browser keeps of what was seen, and what its service worker keeps, as one text. */
function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const database = await done(indexedDB.open('natter view'))
    const stores = [...database.objectStoreNames].map((name) => database.transaction(name).objectStore(name))
    const rows = await Promise.all(stores.map((store) => done(store.getAll())))
    database.close()
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)))
    const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat()
    return JSON.stringify([rows, requests.map(({ url }) => url).filter((url) => url.includes('/api/'))])
  })
}

/** Resolves once this browser keeps a text. */
export async function keeps(page: Page, text: string): Promise<void> {
  while (!(await keptOnDevice(page)).includes(text)) await Bun.sleep(50)
}

/** Resolves once this browser keeps nothing of what was seen. */
export async function keepsNothing(page: Page): Promise<void> {
  while ((await keptOnDevice(page)) !== '[[[],[]],[]]') await Bun.sleep(50)
}
