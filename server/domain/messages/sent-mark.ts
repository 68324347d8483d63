import { createHmac } from 'node:crypto'
import type { App } from '../../context'

/**
 * Recognises a text that was sent after it was edited or deleted, so that sending it once more still gives the first
 * result. Without this server's key nobody can find out from it what was written.
 */
export function sentMark(app: App, content: string): string {
  return createHmac('sha256', app.keys.sentTexts).update(content).digest('base64url')
}
