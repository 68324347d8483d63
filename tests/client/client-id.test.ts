import { expect, test } from 'bun:test'
import { newClientId } from '#client/client-id'
import { clientId } from '#protocol/ids'

test('[MSG-3] client ids are UUIDs of version 7 that the protocol takes', () => {
  const id = newClientId()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(clientId.safeParse(id).success).toBe(true)
})

test('[MSG-3] client ids carry their time and never repeat', () => {
  const at = 0x0199_1234_5678
  expect(newClientId(at).replaceAll('-', '').slice(0, 12)).toBe('019912345678')
  expect(new Set(Array.from({ length: 1000 }, () => newClientId(at))).size).toBe(1000)
})
