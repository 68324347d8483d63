import { expect, test } from 'bun:test'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { password } from '../harness/people'
import { openSocket } from '../harness/probe-socket'
import { request } from '../harness/request'
import { type ServerProcess, startServerProcess } from '../harness/server-process'

const program = join(import.meta.dir, '..', '..', 'server', 'main.ts')

test('[ACC-12] the command line does what the admin screen does, seen at once by who is connected', async () => {
  await using server = await startServerProcess()
  const alice = await register(server, 'alice')
  await using socket = await openSocket(server, { headers: alice })
  socket.say({ type: 'hello', data: { version: 1 } })
  await socket.next('synced')

  expect((await run(server, 'role', 'alice', 'admin')).printed).toBe('alice is an admin.\n')
  expect((await request(server, 'GET', '/admin/health', { headers: alice })).status).toBe(200)
  expect((await run(server, 'disable', 'alice')).printed).toBe('alice is an admin, and disabled.\n')
  expect((await socket.closed).code).toBe(4410)
  expect((await request(server, 'GET', '/admin/health', { headers: alice })).status).toBe(401)
  expect((await run(server, 'enable', 'alice')).printed).toBe('alice is an admin.\n')
  expect((await run(server, 'people', 'ali')).printed).toMatch(/NAME .*\nalice +admin +active/)
  expect((await run(server, 'health')).printed).toMatch(/connections +0\n/)
  expect((await run(server, 'audit', '--event', 'account_disabled')).printed).toContain('Disabled an account')
  expect((await run(server, 'sign-in')).printed).toMatch(/accounts.registration +open/)
})

test('whoever asks the program for help is told what it can do, and nothing is started', async () => {
  for (const words of [['--help'], ['-h'], ['help'], ['admin', 'people', '--help']]) {
    const asked = Bun.spawn([process.execPath, program, ...words], { stdout: 'pipe', stderr: 'pipe' })
    expect(await new Response(asked.stdout).text()).toContain('natter config ')
    expect(await asked.exited).toBe(0)
  }
})

test('[ACC-12] the command line makes links and takes them back', async () => {
  await using server = await startServerProcess()
  const link = (await run(server, 'invite', '--uses', '2')).printed
  expect(link).toMatch(/\/#invitation=[\w-]{43}\n$/)
  const id = /\n(\w+) +open +0 of 2/.exec((await run(server, 'invitations')).printed)?.[1] ?? ''

  expect((await run(server, 'revoke-invitation', id)).printed).toBe('Revoked.\n')

  const again = await run(server, 'revoke-invitation', id)
  expect([again.code, again.said]).toEqual([1, 'There is nothing here.\n'])
  expect((await run(server, 'owner-link')).printed).toMatch(/\/#owner=[\w-]{43}\n$/)
})

test('[ACC-12] the command line works while the server is stopped, and after it was killed', async () => {
  await using server = await startServerProcess()
  await register(server, 'alice')
  await server.kill()

  expect((await run(server, 'role', 'alice', 'owner')).printed).toBe('alice is an owner.\n')

  await server.start()
  expect((await run(server, 'people')).printed).toMatch(/alice +owner/)
})

test('[ACC-12] a server that breaks off is not taken for one that does not run', async () => {
  await using server = await startServerProcess()
  await register(server, 'alice')
  await server.kill()
  const path = join(server.data, 'control.sock')
  rmSync(path)
  const breaksOff = Bun.listen({
    unix: path,
    socket: { data: (socket) => void socket.end() },
  })

  const { code, printed, said } = await run(server, 'role', 'alice', 'owner')

  breaksOff.stop(true)
  expect([code, printed]).toEqual([1, ''])
  expect(said).toContain('Look before you try again.')
  expect((await run(server, 'people')).printed).toMatch(/alice +member/)
})

test('[P04] a start with another configuration is noted, with the names of what changed', async () => {
  await using server = await startServerProcess()
  await server.kill()
  await server.start()
  expect((await run(server, 'audit', '--event', 'config_changed')).printed.trim().split('\n')).toHaveLength(1)

  await server.kill()
  await server.start(undefined, ['--calls=false', '--limits-rooms-per-hour=7'])

  const { printed } = await run(server, 'audit', '--event', 'config_changed')
  expect(printed).toContain('keys=calls, limits')
})

test('[ACC-12] what makes no sense is refused with a sentence and changes nothing', async () => {
  await using server = await startServerProcess()
  const outcomes = [
    await run(server, 'disable', 'nobody'),
    await run(server, 'role', 'nobody'),
    await run(server, 'constructor'),
    await run(server, 'invite', '--uses', 'many'),
    await run(server, 'versions', 'x'),
  ]
  for (const { code, printed } of outcomes) expect([code, printed]).toEqual([1, ''])
  expect(outcomes[0]?.said).toBe('There is nobody called nobody.\n')
  expect((await run(server, 'invitations')).printed.split('\n')).toHaveLength(2)
})

async function register(server: ServerProcess, username: string): Promise<Record<string, string>> {
  const json = { username, email: `${username}@example.org`, password }
  await request(server, 'POST', '/auth/register', { json })
  const answer = await request(server, 'POST', '/auth/login', { json: { username, password } })
  return { Authorization: `Bearer ${JSON.parse(answer.text).access_token}` }
}

async function run({ data }: ServerProcess, ...words: string[]) {
  const child = Bun.spawn([process.execPath, program, 'admin', ...words, '--data', data], {
    stdout: 'pipe',
    stderr: 'pipe',
    env: { PATH: process.env.PATH ?? '' },
  })
  const [printed, said] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  return { code: await child.exited, printed, said }
}
