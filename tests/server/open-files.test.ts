import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { filesFor, socketsWithin } from '#server/limits/open-files'
import { temporaryFolder } from '../harness/temporary-folder'

const program = join(import.meta.dir, '..', '..', 'server', 'main.ts')

/** Starts the program where it may open only so many files. Returns what it says until it serves or ends. */
async function startWithin(files: number, connections: number): Promise<{ output: string; code: number }> {
  const folder = temporaryFolder()
  const flags = `--host 127.0.0.1 --port 0 --data ${folder.path} --limits-connections ${connections}`
  const command = `ulimit -n ${files} && exec "${process.execPath}" "${program}" serve ${flags}`
  const env = { PATH: process.env.PATH ?? '' }
  const child = Bun.spawn(['sh', '-c', command], { stdout: 'pipe', stderr: 'pipe', env })
  let output = ''
  for await (const chunk of child.stdout) {
    output += new TextDecoder().decode(chunk)
    if (output.includes('Natter is at')) child.kill('SIGTERM')
  }
  output += await new Response(child.stderr).text()
  const code = await child.exited
  folder.remove()
  return { output, code }
}

test('[OPS-5] a start with too few open files says in one sentence what to set, and goes on', async () => {
  const { output } = await startWithin(512, 2000)
  expect(output).toContain(
    'This process may open 512 files, which is enough for 448 connections and not for limits.connections = 2000. ' +
      'Allow at least 2223 (ulimit -n 2223, or LimitNOFILE=2223 for systemd), or lower limits.connections.',
  )
  expect(output).toContain('Natter is at')
})

test('[OPS-5] a start that could not even serve a tenth is refused with the same sentence', async () => {
  const { output, code } = await startWithin(512, 6000)
  expect(code).toBe(1)
  expect(output).toStartWith('This process may open 512 files')
  expect(output).not.toContain('Natter is at')
})

test('[OPS-5] a start with enough open files says nothing of them', async () => {
  expect((await startWithin(512, 400)).output).not.toContain('files')
})

test('[OPS-5] [F31] a tenth of the files is kept for what is no socket', () => {
  expect(socketsWithin(20_000)).toBe(18_000)
  expect(socketsWithin(100)).toBe(36)
  for (const sockets of [10, 500, 10_000, 1_000_000])
    expect(socketsWithin(filesFor(sockets))).toBeGreaterThanOrEqual(sockets)
})
