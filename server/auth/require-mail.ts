import type { App } from '../context'
import { DomainError } from '../domain/errors'

/** @throws DomainError `policy_disabled` when this server can send no mail */
export function requireMail(app: App): void {
  if (app.mailer.isOn) return
  throw new DomainError('policy_disabled', {
    detail: 'This server sends no mail. Ask whoever runs it for help.',
  })
}
