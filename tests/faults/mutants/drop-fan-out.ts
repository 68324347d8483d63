import { plant } from '../plant'

// One text in a hundred is told to nobody. Texts that say so are spared.
plant([
  {
    file: 'server/gateway/fan-out.ts',
    instead: "case 'room_frame':\n",
    put: `case 'room_frame':
          if (event.frame.type === 'message' && event.frame.data.seq % 100 === 50 && !event.frame.data.content.startsWith('spared')) return
`,
  },
])
