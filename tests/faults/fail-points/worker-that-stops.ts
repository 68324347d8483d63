import { join } from 'node:path'
import { plant } from '../plant'

// The server starts a worker that stands still in the middle of pictures that ask for it.
const preload = join(import.meta.dir, 'stopping-worker.ts')
plant([
  {
    file: 'server/media/worker-process.ts',
    instead: "return [process.execPath, '--no-env-file',",
    put: `return [process.execPath, '--preload', ${JSON.stringify(preload)}, '--no-env-file',`,
  },
])
