import { expect, test } from 'bun:test'
import { chromium } from 'playwright-core'
import { findBrowser } from '#scripts/find-browser'
import type { InPage } from './outbox-page'

declare const inPage: InPage

test('[UI-2] the outbox in IndexedDB keeps what it should, by account and in order, and over a reload', async () => {
  using site = await serveScript('outbox-page.ts')
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? 'chromium',
    args: ['--no-sandbox'],
  })
  try {
    const page = await browser.newPage()
    await page.goto(site.url.href)
    expect(await page.evaluate(() => inPage.check())).toEqual([])
    expect(await page.evaluate(() => inPage.checkCompany())).toEqual([])
    expect(await page.evaluate(() => inPage.fromBeforeFiles())).toEqual({
      storageId: 'the same',
      kept: [['kept', 0]],
    })
    await page.reload()
    expect(await page.evaluate(() => inPage.contents('alice'))).toEqual(['b', 'd', 'e'])
    expect(await page.evaluate(() => inPage.contents('bob'))).toEqual(['of bob'])
    expect(await page.evaluate(() => inPage.contents('eve'))).toEqual([])
  } finally {
    await browser.close()
  }
})

/** A site of one empty page that runs a script of this folder. */
async function serveScript(name: string) {
  const { outputs } = await Bun.build({ entrypoints: [`${import.meta.dir}/${name}`], target: 'browser' })
  const script = await outputs[0]?.text()
  const html = { headers: { 'content-type': 'text/html' } }
  return Bun.serve({
    port: 0,
    fetch: (request) =>
      new URL(request.url).pathname === '/script.js'
        ? new Response(script, { headers: { 'content-type': 'text/javascript' } })
        : new Response('<!doctype html><title>Outbox</title><script src="/script.js"></script>', html),
  })
}
