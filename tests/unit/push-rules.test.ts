import { describe, expect, test } from 'bun:test'
import { isQuiet } from '#protocol/ringing'
import { chooseDevice } from '#server/push/choose-device'
import { endpointRules } from '#server/push/endpoint'
import type { PushSubscriptionRow } from '#server/store/push-subscriptions'

describe('where pushes may go', () => {
  const rules = endpointRules([])

  test('[L01] an endpoint leads to no address inside a network, however it is spelled', () => {
    const hosts = [
      ...['127.0.0.1', '0.0.0.0', '10.1.2.3', '100.64.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1'],
      ...['2130706433', '0x7f.1', '017700000001', '127.1', '[::1]', '[::]', '[::ffff:127.0.0.1]'],
      ...['[::169.254.169.254]', '[fc00::1]', '[fe80::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
    ]
    for (const host of hosts) expect([host, rules.read(`https://${host}/push`)]).toEqual([host, null])
    expect(rules.read('https://push.example.org/a?b')?.href).toBe('https://push.example.org/a?b')
    expect(rules.read('https://[2a00:1450::1]/a')).not.toBeNull()
  })

  test('[L01] nor is it anything but HTTPS at its usual port, without a name and a password', () => {
    const bad = [
      'http://push.example.org/',
      'https://push.example.org:8443/',
      'https://a:b@push.example.org/',
    ]
    for (const endpoint of [...bad, 'ftp://push.example.org/', 'file:///etc/passwd', 'push', 'https://x/#y'])
      expect([endpoint, rules.read(endpoint)]).toEqual([endpoint, null])
  })

  test('[L02] what a name stands for is held to the same rule', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:10.0.0.1', '::ffff:a00:1', 'fd00::1', '169.254.1.1'])
      expect([address, rules.allows(address)]).toEqual([address, false])
    for (const address of ['142.250.1.1', '2a00:1450::1']) expect(rules.allows(address)).toBe(true)
  })

  test("[N11] an administrator's own networks may have push services, also over plain HTTP", () => {
    const own = endpointRules(['10.0.0.7', '192.168.0.0/16'])
    expect(own.read('http://10.0.0.7:8080/a')).not.toBeNull()
    expect(own.allows('192.168.3.4')).toBe(true)
    expect(own.read('http://10.0.0.8/a')).toBeNull()
  })
})

describe('which device rings', () => {
  const now = 1_000_000_000
  const device = (session_id: string, more: Partial<PushSubscriptionRow> = {}): PushSubscriptionRow => ({
    ...{ session_id, account_id: 'bob', endpoint: '', p256dh: '', auth: '', active_at: now - 3_600_000 },
    ...{ rung_since: null, last_at: null, last_status: null },
    ...more,
  })
  const chosen = (devices: PushSubscriptionRow[], present: [string, number][] = []) => {
    const choice = chooseDevice(devices, new Map(present), now)
    return typeof choice === 'object' && choice !== null ? choice.session_id : choice
  }

  test('[N6] the one that was used last', () => {
    const [phone, laptop] = [device('phone'), device('laptop', { active_at: now - 5_000 })]
    expect(chosen([phone, laptop])).toBe('laptop')
    expect(chosen([phone, laptop], [['phone', now - 1]])).toBe('phone')
    expect(chosen([])).toBeNull()
  })

  test('[N6] the next one, when that has rung in vain for a minute', () => {
    const laptop = device('laptop', { active_at: now - 120_000, rung_since: now - 60_000 })
    expect(chosen([device('phone'), laptop])).toBe('phone')
    expect(chosen([device('phone'), { ...laptop, rung_since: now - 59_000 }])).toBe('laptop')
    expect(chosen([device('phone'), laptop], [['laptop', now - 10]])).toBe('laptop')
    expect(chosen([laptop])).toBe('laptop')
  })

  test('[N6] none, while the person is at one that takes no pushes', () => {
    expect(chosen([device('phone')], [['desktop', now - 10_000]])).toBe('a_page')
  })
})

describe('quiet hours', () => {
  const at = (time: string) => new Date(`2026-07-01T${time}:00Z`)

  test('[N4] are those of the clock where the person is, and may span midnight', () => {
    const berlin = { from: 22 * 60, to: 7 * 60, time_zone: 'Europe/Berlin' }
    expect(['19:59', '20:00', '04:59', '05:00'].map((time) => isQuiet(berlin, at(time)))).toEqual([
      ...[false, true, true, false],
    ])
    const noon = { from: 720, to: 780, time_zone: 'Asia/Kolkata' }
    expect(['06:29', '06:30', '07:30'].map((time) => isQuiet(noon, at(time)))).toEqual([false, true, false])
    expect(isQuiet({ from: 60, to: 60, time_zone: 'UTC' }, at('01:00'))).toBe(false)
  })
})
