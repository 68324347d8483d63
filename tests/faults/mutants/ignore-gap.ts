import { plant } from '../plant'

// The client takes whatever it hears for the next entry.
plant([
  {
    file: 'client/state/held-log.ts',
    instead: 'return advance(log, log.cursor, message.changed_seq, [message])',
    put: 'return advance(log, message.changed_seq, message.changed_seq, [message])',
  },
])
