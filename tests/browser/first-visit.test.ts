import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { budgets } from '../../bench/web/budgets'
import { sizes } from '../../bench/web/sizes'

test('[PERF-8] what a first visit loads before anything is shown keeps to its budget', () => {
  const { script, style } = sizes(resolve(import.meta.dir, '../../dist/web'))
  expect(script).toBeLessThanOrEqual(budgets.script.limit)
  expect(style).toBeLessThanOrEqual(budgets.style.limit)
})
