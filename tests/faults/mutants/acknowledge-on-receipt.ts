import { plant } from '../plant'

plant([
  {
    file: 'server/gateway/handlers.ts',
    instead: 'const { message, isDuplicate } = await sendMessage(app, account, data)',
    put: `setTimeout(() => void sendMessage(app, account, data), 25)
    const message = { ...data, id: '1', seq: 1, timestamp: new Date().toISOString() }
    const isDuplicate = false`,
  },
])
