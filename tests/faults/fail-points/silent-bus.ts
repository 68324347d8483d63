import { plant } from '../plant'

// The bus loses the text that asks for silence, and everything after it.
plant([
  {
    file: 'server/bus/memory.ts',
    instead: '  const listeners = new Set<(event: BusEvent) => void>()\n  return {\n    publish(event) {\n',
    put: `  const listeners = new Set<(event: BusEvent) => void>()
  let isSilent = false
  return {
    publish(event) {
      isSilent ||= event.kind === 'room_frame' && event.frame.type === 'message' && event.frame.data.content === 'silence'
      if (isSilent) return
`,
  },
])
