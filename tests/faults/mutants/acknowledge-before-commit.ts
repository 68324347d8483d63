import { plant } from '../plant'
import { slowCommit } from '../windows'

plant([
  slowCommit,
  {
    file: 'server/store/group-commit.ts',
    instead: 'const value = await waiting.work(tx)',
    put: 'const value = await waiting.work(tx)\n    waiting.resolve(value)',
  },
])
