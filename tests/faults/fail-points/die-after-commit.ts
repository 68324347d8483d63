import { plant } from '../plant'

// The server dies when a text that asks for it is committed, before its sender or anybody else is told.
plant([
  {
    file: 'server/domain/messages/append.ts',
    instead: '  tx.afterCommit(() => {\n    app.bus.publish(',
    put: "  tx.afterCommit(() => {\n    if (entry.content.endsWith('die')) process.kill(process.pid, 'SIGKILL')\n    app.bus.publish(",
  },
])
