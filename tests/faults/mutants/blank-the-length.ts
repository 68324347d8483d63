import { plant } from '../plant'

// What is blanked out of an MP4 loses its length as well.
plant([
  {
    file: 'server/media/video/keep.ts',
    instead: '({ at: start + 4, header:',
    put: '({ at: start, header:',
  },
])
