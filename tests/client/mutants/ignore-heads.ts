import { plant } from '../../faults/plant'

plant([
  {
    file: 'client/state/apply-event.ts',
    instead: "case 'pong':\n      sync.hearNow(frame.data.now)\n      hearHeads(parts, frame.data.heads)",
    put: "case 'pong':\n      sync.hearNow(frame.data.now)",
  },
])
