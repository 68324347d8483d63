import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Step } from './test-steps'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/**
 * Runs a step and counts, showing its output unless told not to. A step that fails counts at least one failure, and so does one
 * that ran no test, since a test that never runs proves nothing.
 */
export async function runStep(
  step: Step,
  root: string,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'natter-test-'))
  const report = join(folder, 'report.xml')
  const reporting = step.kind === 'tests' ? ['--reporter=junit', `--reporter-outfile=${report}`] : []
  try {
    const isGood = await run([...step.command, ...reporting], step, root, output)
    if (step.kind === 'check') return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
    const tally = existsSync(report) ? readReport(readFileSync(report, 'utf8')) : readReport('')
    if (tally.passed + tally.failed === 0) console.error(`The step ${step.name} ran no test.`)
    else if (isGood) return tally
    return { ...tally, failed: Math.max(tally.failed, 1) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function run(
  command: string[],
  { name, minutes }: Step,
  root: string,
  output: 'inherit' | 'ignore',
): Promise<boolean> {
  const child = Bun.spawn([process.execPath, '--no-env-file', ...command], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, NODE_ENV: 'test' },
  })
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal)
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  const deadline = setTimeout(() => {
    console.error(`The step ${name} took longer than ${minutes} minutes and was ended.`)
    child.kill('SIGKILL')
  }, minutes * 60_000)
  const code = await child.exited
  clearTimeout(deadline)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
  return code === 0
}

/** Reads the totals at the head of a JUnit report; an empty report counts nothing. */
export function readReport(xml: string): Tally {
  const head = /<testsuites [^>]*>/.exec(xml)?.[0] ?? ''
  const count = (name: string) => Number(new RegExp(` ${name}="([0-9]+)"`).exec(head)?.[1] ?? 0)
  const failed = count('failures') + count('errors')
  const skipped = count('skipped')
  return { passed: count('tests') - failed - skipped, failed, skipped }
}
