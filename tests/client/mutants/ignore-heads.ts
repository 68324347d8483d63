import { plant } from '../../faults/plant'

plant([
  {
    file: 'client/state/apply-event.ts',
    instead: "case 'pong':\n      forgetOld(parts, frame.data.now)\n      hearHeads(parts, frame.data.heads)",
    put: "case 'pong':\n      forgetOld(parts, frame.data.now)",
  },
])
