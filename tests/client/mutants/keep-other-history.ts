import { plant } from '../../faults/plant'

plant([
  {
    file: 'client/sync.ts',
    instead: 'const isForeign = epoch !== null && !data.is_resumed',
    put: 'const isForeign = false && !data.is_resumed',
  },
])
