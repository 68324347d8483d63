import { plant } from '../../faults/plant'

// The worker does what a broken decoder could do, with pictures that ask for it.
plant([
  {
    file: 'server/media/picture/remake.ts',
    instead: 'const given = await readFile(task.path)',
    put: `const given = await readFile(task.path)
  if (given.includes('please die')) process.kill(process.pid, 'SIGSEGV')
  if (given.includes('please hang')) for (;;);
  if (given.includes('please swell')) {
    for (const held = []; ; await Bun.sleep(1)) held.push(Buffer.alloc(16 << 20, 1))
  }`,
  },
])
