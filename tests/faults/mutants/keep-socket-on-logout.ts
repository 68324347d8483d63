import { plant } from '../plant'

plant([
  {
    file: 'server/gateway/fan-out.ts',
    instead: "shut(socket, 'session_ended')",
    put: 'continue',
  },
])
