import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFailures, readTally, type Tally } from './junit'
import type { Step } from './test-steps'

export interface Outcome extends Tally {
  /** What to say of each failure at the end of the run: where it was, and below that the first lines of the error. */
  failures: string[]
}

/** Lines of an error that are said again at the end. */
const mostLines = 12
const mostCharacters = 300

/**
 * Runs a step and counts, showing its output unless told not to. A step that fails counts at least one failure, and so does one
 * that ran no test, since a test that never runs proves nothing.
 */
export async function runStep(
  step: Step,
  root: string,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'natter-test-'))
  const report = join(folder, 'report.xml')
  const reporting = step.kind === 'tests' ? ['--reporter=junit', `--reporter-outfile=${report}`] : []
  try {
    const { isGood, last } = await run([...step.command, ...reporting], step, root, output)
    const xml = existsSync(report) ? readFileSync(report, 'utf8') : ''
    const tally =
      step.kind === 'check' ? { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 } : readTally(xml)
    const isEmpty = tally.passed + tally.failed === 0
    if (isGood && !isEmpty) return { ...tally, failures: [] }
    const failures = readFailures(xml).map(({ file, name, error }) =>
      described(`${step.name}: ${file}: ${name}`, error.split('\n').slice(0, mostLines)),
    )
    const unnamed = isEmpty ? 'it ran no test' : 'it failed outside of any test'
    if (failures.length === 0) {
      failures.push(described(step.kind === 'check' ? step.name : `${step.name}: ${unnamed}`, last))
    }
    return { ...tally, failed: Math.max(tally.failed, 1), failures }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function described(what: string, lines: readonly string[]): string {
  const shown = lines
    .filter((line) => line.trim() !== '')
    .map((line) => `    ${line.slice(0, mostCharacters)}`)
  return [what, ...shown].join('\n')
}

/** Resolves with whether it ended well, and with the last lines it said. */
async function run(
  command: string[],
  { name, minutes }: Step,
  root: string,
  output: 'inherit' | 'ignore',
): Promise<{ isGood: boolean; last: string[] }> {
  const child = Bun.spawn([process.execPath, '--no-env-file', ...command], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that nothing it started outlives it.
    detached: true,
    env: { ...process.env, NODE_ENV: 'test', ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  })
  const stop = (signal: NodeJS.Signals) => {
    endGroup(child, signal)
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  const said = lastLines()
  const show = async (from: ReadableStream<Uint8Array>, to: NodeJS.WriteStream) => {
    const decoder = new TextDecoder()
    for await (const bytes of from) {
      if (output === 'inherit') to.write(bytes)
      said.add(decoder.decode(bytes, { stream: true }))
    }
  }
  const deadline = setTimeout(() => {
    const sentence = `The step ${name} took longer than ${minutes} minutes and was ended.`
    console.error(sentence)
    said.add(`\n${sentence}\n`)
    endGroup(child, 'SIGKILL')
  }, minutes * 60_000)
  const showing = [show(child.stdout, process.stdout), show(child.stderr, process.stderr)]
  const code = await child.exited
  clearTimeout(deadline)
  endGroup(child, 'SIGKILL')
  await Promise.all(showing)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
  return { isGood: code === 0, last: said.lines() }
}

/** Ends a program and what it started, as far as there still is any of it. */
function endGroup({ pid }: { pid: number }, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Keeps as much of the end of a text as is said again. */
function lastLines() {
  let text = ''
  return {
    add(more: string) {
      text = (text + more).slice(-mostLines * mostCharacters)
    },
    lines: () => text.trimEnd().split('\n').slice(-mostLines),
  }
}
