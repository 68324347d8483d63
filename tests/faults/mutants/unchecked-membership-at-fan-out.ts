import { plant } from '../plant'

plant([
  {
    file: 'server/gateway/fan-out.ts',
    instead: 'else socket.unsubscribe(roomTopic(roomId))',
    put: '',
  },
])
