import { spawnSync } from 'node:child_process'
import { basename, join } from 'node:path'
import { temporaryFolder } from '../harness/temporary-folder'

const compiler = Bun.which('cc') ?? Bun.which('gcc')

/** What stands between a Linux program and its C library is built where it is used. */
export const canBuildShims = process.platform === 'linux' && compiler !== null

/** Builds a C source for LD_PRELOAD; removed when disposed. */
export function builtShim(source: string): Disposable & { readonly path: string } {
  const folder = temporaryFolder()
  const path = join(folder.path, `${basename(source, '.c')}.so`)
  const built = spawnSync(compiler ?? '', ['-shared', '-fPIC', '-O1', '-o', path, source, '-ldl'], {
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`the shim could not be built: ${built.stderr}`)
  return { path, [Symbol.dispose]: () => folder.remove() }
}
