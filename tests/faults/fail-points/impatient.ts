import { plant } from '../plant'

// The same program with shorter times: a silent connection is given up after 8 s, and pings come every second.
plant([
  { file: 'server/gateway/gateway.ts', instead: 'idleTimeout: 60', put: 'idleTimeout: 8' },
  { file: 'protocol/limits.ts', instead: 'heartbeatMs: 25_000', put: 'heartbeatMs: 1_000' },
])
