import { plant } from '../plant'

// The sender of a text that asks for it is told that it is stored, and nobody else hears of it.
plant([
  {
    file: 'server/domain/messages/append.ts',
    instead: '  tx.afterCommit(() => {\n    app.bus.publish(',
    put: "  tx.afterCommit(() => {\n    if (entry.content.endsWith('tell nobody')) return\n    app.bus.publish(",
  },
])
