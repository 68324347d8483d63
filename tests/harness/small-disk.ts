import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this user may mount a disk: who runs the tests as root on Linux. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of its own, of so many MiB, in memory. */
export function smallDisk(mebibytes: number): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'natter-disk-'))
  const options = ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path]
  const { status, stderr } = spawnSync('mount', options, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the disk was not mounted: ${stderr}`)
  return {
    path,
    [Symbol.dispose]() {
      spawnSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}
