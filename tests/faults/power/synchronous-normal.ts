import { plant } from '../plant'

// A database that answers before the disk has everything: what a loss of power must show.
plant([
  {
    file: 'server/store/sqlite.ts',
    instead: 'PRAGMA synchronous = FULL',
    put: 'PRAGMA synchronous = NORMAL',
  },
])
