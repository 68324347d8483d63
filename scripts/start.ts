import { resolve } from 'node:path'
import { ensureWeb } from './ensure-web'

const root = resolve(import.meta.dir, '..')
if (!(await ensureWeb(root))) {
  console.error('The web client could not be built.')
  process.exit(1)
}
const { main } = await import('#server/main')
await main(process.argv.slice(2))
