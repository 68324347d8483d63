import { plant } from '../plant'

// Reading refuses, and leaves a second failure behind that nobody waits for.
plant([
  {
    file: 'server/gateway/handlers.ts',
    instead: '  async read(app, { account }, data) {',
    put: "  async read(app, { account }, data) {\n    void Promise.reject(new Error('planted, forgotten'))\n    if (data.seq > 0) throw new Error('planted')",
  },
])
