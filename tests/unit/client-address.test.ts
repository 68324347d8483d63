import { describe, expect, test } from 'bun:test'
import { addressKey } from '#server/auth/address-key'
import { ConfigError, loadConfig } from '#server/config'
import { createOriginReader } from '#server/http/client-address'

function reader(trusted: string, more: string[] = []) {
  const argv = [...(trusted === '' ? [] : [`--proxies-trusted=${trusted}`]), ...more]
  return createOriginReader(loadConfig({ argv, env: {}, cwd: '/nonexistent' }))
}

function forwarded(list: string): Headers {
  return new Headers({ 'X-Forwarded-For': list, 'X-Forwarded-Proto': 'https' })
}

describe('[A19] where a request comes from', () => {
  test('is what the network says, whatever a stranger claims', () => {
    const origin = reader('')('192.0.2.7', forwarded('198.51.100.1'))
    expect(origin).toEqual({ address: '192.0.2.7', isSecure: false })
    expect(reader('10.0.0.0/8')('192.0.2.7', forwarded('198.51.100.1')).address).toBe('192.0.2.7')
  })

  test.each([
    ['198.51.100.1', '198.51.100.1'],
    ['203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['203.0.113.9, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.1.1.1, 10.9.9.9', '10.1.1.1'],
    ['198.51.100.1:4711', '198.51.100.1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['', '10.0.0.1'],
    ['garbage', '10.0.0.1'],
    ['198.51.100.1, garbage', '10.0.0.1'],
    ['198.51.100.1, garbage, 10.2.2.2', '10.2.2.2'],
    ['198.51.100.1\t', '198.51.100.1'],
  ])('behind a trusted proxy that says "%s" is %s', (list, address) => {
    expect(reader('10.0.0.0/8')('10.0.0.1', forwarded(list)).address).toBe(address)
    expect(reader('10.0.0.0/8')('::ffff:10.0.0.1', forwarded(list)).address).toBe(address)
  })

  test('is known through proxies of either family', () => {
    const read = reader('::1,fd00::/8,127.0.0.1')
    for (const peer of ['::1', 'fd12:3456::1', '127.0.0.1']) {
      expect(read(peer, forwarded('198.51.100.1'))).toEqual({ address: '198.51.100.1', isSecure: true })
    }
    expect(read('fe80::1', forwarded('198.51.100.1')).isSecure).toBe(false)
  })

  test('is secure where people open the server by HTTPS, whatever a proxy says', () => {
    const read = reader('10.0.0.1', ['--public-url=https://chat.example.org'])
    expect(read('10.0.0.1', new Headers({ 'X-Forwarded-Proto': 'http' })).isSecure).toBe(true)
    expect(read('192.0.2.1', new Headers()).isSecure).toBe(true)
  })

  test.each(['10.0.0.0/33', 'example.org', '10.0.0.1/', '::1/129', '10.0.0.1/8/8', '*'])(
    'cannot be told by the proxy "%s"',
    (text) => {
      expect(() => reader(text)).toThrow(ConfigError)
      expect(() => reader(text)).toThrow('a list of addresses and ranges')
    },
  )
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('[A19] [B05] limits count "%s" as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})
