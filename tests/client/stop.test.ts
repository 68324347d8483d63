import { expect, test } from 'bun:test'
import { startChat } from './chat'
import { password } from './person'

test('[MSG-7] a client that was stopped keeps no program from ending', async () => {
  await using chat = await startChat(['alice'])
  const program = `
    import { createClient } from '#client/create-client'
    import { memoryOutbox } from '#client/storage/memory'
    import { openWebSocket } from '#client/web-socket'
    const client = createClient({
      url: '${chat.server.url}', credentials: 'token', outbox: memoryOutbox(), openSocket: openWebSocket,
    })
    await client.login('alice', '${password}')
    await new Promise((resolve) => {
      client.connection.subscribe(() => client.connection.get().phase === 'up_to_date' && resolve())
    })
    await client.stop()
    console.log('stopped')
  `
  const running = Bun.spawn([process.execPath, '-e', program], { stdout: 'pipe', stderr: 'inherit' })
  expect(await new Response(running.stdout).text()).toBe('stopped\n')
  expect(await running.exited).toBe(0)
})
