import { createHmac } from 'node:crypto'
import type { App } from '../../context'
import { foldName } from '../../store/accounts'

/** What is kept of a deleted account's username: enough to refuse it, too little to read it without the key. */
export function retiredNameMark(app: App, username: string): string {
  return createHmac('sha256', app.keys.retiredNames).update(foldName(username)).digest('base64url')
}
