import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { budgets } from '../../bench/web/budgets'
import { sizes } from '../../bench/web/sizes'

test('[PERF-8] what a first visit loads before anything is shown keeps to its budget', () => {
  const { script, style } = sizes(resolve(import.meta.dir, '../../dist/web'))
  expect(script).toBeLessThanOrEqual(budgets.script.limit)
  expect(style).toBeLessThanOrEqual(budgets.style.limit)
})

test('[PERF-8] nothing that the first paint waits for has to be asked for again at a later visit', () => {
  const page = readFileSync(resolve(import.meta.dir, '../../dist/web/index.html'), 'utf8')
  const waitedFor = [
    ...page.matchAll(/<(?:script|link rel="(?:stylesheet|modulepreload)")[^>]*? (?:src|href)="([^"]+)"/g),
  ]
  const addresses = waitedFor.map(([, address]) => address)
  expect(addresses.length).toBeGreaterThanOrEqual(3)
  for (const address of addresses) expect(address).toMatch(/^\/assets\/.*-[\w-]{8}\.(?:js|css)$/)
})
