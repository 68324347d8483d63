import { createHmac } from 'node:crypto'
import type { App } from '../context'

/**
 * What is kept of a phone number (E.164): a keyed blind index to find it by, and its last two digits, by which its
 * owner recognises it. The number itself is stored nowhere.
 */
export function phoneMark(app: App, phone: string): { mark: string; tail: string } {
  const mark = createHmac('sha256', app.keys.phones).update(phone).digest('base64url')
  return { mark, tail: phone.slice(-2) }
}
