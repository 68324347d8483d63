import { plant } from '../plant'

// The same program with shorter times: a silent connection is given up after 8 s, and pings come every second.
plant([
  { file: 'server/gateway/silence.ts', instead: 'mostSilentMs = 60_000', put: 'mostSilentMs = 8_000' },
  { file: 'server/gateway/silence.ts', instead: 'lookEveryMs = 5_000', put: 'lookEveryMs = 500' },
  { file: 'protocol/limits.ts', instead: 'heartbeatMs: 25_000', put: 'heartbeatMs: 1_000' },
])
