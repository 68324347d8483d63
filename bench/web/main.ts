import { join } from 'node:path'
import { ensureWeb } from '#scripts/ensure-web'
import { startBenchServer } from '../server'
import { type Measured, report } from './budgets'
import { heapGrowth } from './heap'
import { loading } from './loading'
import { reading } from './reading'
import { sizes } from './sizes'
import { openBrowser } from './visitor'

const root = join(import.meta.dir, '..', '..')

if (!(await ensureWeb(root))) throw new Error('The web client could not be built.')
await using server = await startBenchServer({ people: 2, rooms: 2, messages: 200_000 })
await using browser = await openBrowser(server)

const measured: Measured = {
  ...sizes(join(root, 'dist', 'web')),
  ...(await loading(browser)),
  ...(await reading(browser)),
  heap: await heapGrowth(browser),
}
process.exitCode = report(measured) ? 0 : 1
