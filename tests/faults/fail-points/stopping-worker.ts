import { plant } from '../plant'

// The worker stands still, with all its threads, while it decodes a picture, or before or after it writes what it made.
const stop = (when: string) =>
  `if (given.includes('please stop ${when}')) process.kill(process.pid, 'SIGSTOP')`
plant([
  {
    file: 'server/media/picture/remake.ts',
    instead: 'const made = await decoding(() => image.bytes())',
    put: `const decoded = decoding(() => image.bytes())
  ${stop('while decoding')}
  const made = await decoded
  ${stop('before writing')}`,
  },
  {
    file: 'server/media/picture/remake.ts',
    instead: 'await writeFile(outputPath(task.output), made)',
    put: `await writeFile(outputPath(task.output), made)
  ${stop('after writing')}`,
  },
])
