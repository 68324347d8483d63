import type { OpenSocket } from './ports'

/** Opens the platform's own WebSocket. It cannot set headers: the token travels in the first frame. */
export const openWebSocket: OpenSocket = (url, _token, handlers) => {
  const socket = new WebSocket(url)
  socket.onopen = () => handlers.onOpen()
  socket.onmessage = (event) => {
    if (typeof event.data === 'string') handlers.onText(event.data)
  }
  socket.onclose = (event) => handlers.onClose(event.code, event.reason)
  return socket
}
