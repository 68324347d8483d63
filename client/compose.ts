import { type ErrorCode, errors } from '#protocol/errors'
import { clientId } from '#protocol/ids'
import { limits } from '#protocol/limits'
import { type Message, messageText } from '#protocol/messages'
import { countCharacters } from '#protocol/text'
import { ApiError } from './api-error'
import { newClientId } from './client-id'
import { quoteOf } from './state/pending-message'
import type { Pending, PendingFile } from './state/types'

export interface ComposeOptions {
  replyTo?: Message
  clientId?: string
  attachments?: readonly PendingFile[]
}

/**
 * Makes the pending line of a message. Throws what the server would answer to a text it cannot take: a frame
 * over the size limit would close the connection, and be sent again on the next one.
 */
export function compose(roomId: string, content: string, options: ComposeOptions = {}): Pending {
  const id = options.clientId ?? newClientId()
  const { attachments = [] } = options
  requireText(content)
  if (attachments.length === 0) requireWords(content)
  requireValid('client_id', clientId.safeParse(id))
  return {
    client_id: id,
    room_id: roomId,
    content,
    reply_to: options.replyTo ? quoteOf(options.replyTo) : null,
    attachments,
    written_at: new Date().toISOString(),
    status: 'waiting',
    failure: null,
    is_kept: true,
  }
}

/** Throws what the server would answer to a text it cannot take. */
export function requireText(content: string): void {
  if (countCharacters(content) > limits.messageCharacters) {
    throw new ApiError({ code: 'message_too_long', detail: errors.message_too_long.detail })
  }
  requireValid('content', messageText.safeParse(content))
}

/** Without files a text must say something. */
function requireWords(content: string): void {
  const detail = 'must have at least 1 characters'
  if (content === '') requireValid('content', { error: { issues: [{ code: 'too_small', message: detail }] } })
}

interface Checked {
  error?: { issues: readonly { code: string; message: string }[] } | undefined
}

function requireValid(path: string, { error }: Checked): void {
  if (!error) return
  const code: ErrorCode = 'invalid'
  const issues = error.issues.map((issue) => ({ path, code: issue.code, detail: issue.message }))
  throw new ApiError({ code, detail: errors[code].detail, errors: issues })
}
