import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder'

/** A disk of its own that can be full. */
export interface SmallDisk extends Disposable {
  readonly path: string
  /** Leaves no room on it, until it is freed. */
  fill(): void
  free(): void
}

/** A small disk in memory can be mounted by root on Linux only. */
export const canMountDisks = process.platform === 'linux' && process.getuid?.() === 0

/** Mounts a disk of so many MiB in memory; unmounted when disposed. */
export function mountSmallDisk(mebibytes: number): SmallDisk {
  const folder = temporaryFolder()
  run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'natter-test', folder.path)
  const ballast = join(folder.path, 'ballast')
  return {
    path: folder.path,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        while (statfsSync(folder.path).bavail > 0) writeSync(file, new Uint8Array(4096))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast, { force: true }),
    [Symbol.dispose]() {
      run('umount', '--lazy', folder.path)
      folder.remove()
    },
  }
}

function run(program: string, ...given: string[]): void {
  const { status, stderr } = spawnSync(program, given, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
}
