import { plant } from '../plant'
import { slowTelling } from '../windows'

plant([
  slowTelling,
  {
    file: 'server/domain/messages/append.ts',
    instead:
      '    client_id: entry.client_id,\n    message_type: entry.message_type,\n    content: entry.content,\n    reply_to: entry.reply_to === null',
    put: '    client_id: entry.client_id + newId(),\n    message_type: entry.message_type,\n    content: entry.content,\n    reply_to: entry.reply_to === null',
  },
])
