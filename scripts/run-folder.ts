import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'natter-run-'

/**
 * Makes a folder for all temporary files of this process and of those it starts, their browsers and databases included,
 * and removes it when this process ends. What a run left that was killed is removed as well.
 */
export function openRunFolder(): string {
  const base = tmpdir()
  for (const name of readdirSync(base)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : null
    if (pid !== null && !isAlive(pid)) remove(join(base, name))
  }
  const folder = mkdtempSync(join(base, `${prefix}${process.pid}-`))
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder
  process.on('exit', () => remove(folder))
  return folder
}

/** What is ending as well may write into it until the last moment. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
