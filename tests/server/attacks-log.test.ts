import { expect, test } from 'bun:test'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { newAccount } from '../harness/account'
import { openSocket } from '../harness/probe-socket'
import { temporaryFolder } from '../harness/temporary-folder'

const program = join(import.meta.dir, '..', '..', 'server', 'main.ts')
const frameBytes = 60_000
const frames = 170

test('[G11] ten megabytes of control characters leave the log as small as it was', async () => {
  const folder = temporaryFolder()
  const logFile = join(folder.path, 'log')
  const flags = ['--host', '127.0.0.1', '--port', '0', '--data', join(folder.path, 'data')]
  await using server = Bun.spawn([process.execPath, program, 'serve', ...flags, '--log-level', 'trace'], {
    stdout: Bun.file(logFile),
    env: { PATH: process.env.PATH ?? '' },
  })
  const url = await addressIn(logFile)
  const alice = await newAccount(url, 'alice')
  const before = statSync(logFile).size

  const nonsense = '\u001b[31m\u0000\r\n\u0007'.repeat(frameBytes / 9)
  for (let sent = 0; sent < frames; sent += 5) {
    await using socket = await openSocket({ url })
    for (let n = 0; n < 5; n++) socket.say(nonsense)
    expect((await socket.closed).code).toBe(4400)
  }
  await expect(alice.api.login({ username: '\u001b[2J\r\nalice', password: 'x' })).rejects.toThrow()

  const grown = statSync(logFile).size - before
  expect(grown).toBeLessThan(10_000)
  const text = await Bun.file(logFile).text()
  expect([...text].filter((letter) => letter < ' ' && letter !== '\n')).toEqual([])
  server.kill('SIGKILL')
  await server.exited
  folder.remove()
})

async function addressIn(file: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    const port = /Natter is at http:\/\/localhost:(\d+)/.exec(await Bun.file(file).text())?.[1]
    if (port !== undefined) return `http://127.0.0.1:${port}`
    await Bun.sleep(50)
  }
  throw new Error('the server did not begin to serve')
}
