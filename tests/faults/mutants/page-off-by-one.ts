import { plant } from '../plant'

// Stands for the purge that deletes one too many, until there is one: a page of catching up leaves its first entry out.
plant([
  {
    file: 'server/domain/messages/catch-up.ts',
    instead: 'messagesChangedAfter(app.store, roomId, after, limits.syncPage)',
    put: 'messagesChangedAfter(app.store, roomId, after + 1, limits.syncPage)',
  },
])
