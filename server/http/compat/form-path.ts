import type { Context } from 'hono'
import { message } from '#protocol/messages'
import { storableText } from '#protocol/text'
import { enterAsGuest } from '../../auth/guest'
import type { Account, App } from '../../context'
import { fieldProblem } from '../../domain/errors'
import { sendMessage } from '../../domain/messages/send'
import { newId } from '../../domain/new-id'
import { lobbyId } from '../../domain/rooms/lobby'
import { setSessionCookies } from '../cookies'
import { deviceOf } from '../device'
import type { Environment } from '../environment'
import { receiveForm } from '../receive-form'
import { failures, json, newRouter } from '../router'

/** One request for a simple form: it uploads a file and posts it in the lobby. Its usual address is `/form-path`. */
export function formPathRoutes(app: App) {
  const router = newRouter()
  router.openAPIRegistry.registerPath({
    method: 'post',
    path: '/form-path',
    tags: ['Files'],
    summary: 'Post a file in the lobby',
    description:
      'One file, and what is said to it in the field `text`. Who is nobody becomes a guest, where guests may write.',
    request: {
      body: { content: { 'multipart/form-data': { schema: { type: 'string', format: 'binary' } } } },
    },
    responses: {
      201: json(message, 'The message.'),
      ...failures('policy_disabled', 'rate_limited', 'too_large', 'unsupported_file', 'invalid_file'),
      ...failures('not_a_member', 'invalid', 'malformed', 'csrf', 'quota_reached', 'storage_full'),
    },
  })
  router.post('/form-path', async (c) => {
    const room_id = await lobbyId(app)
    const sender = await senderOf(app, c)
    const { file, fields } = await receiveForm(app, c, sender)
    const { message: sent } = await sendMessage(app, sender, {
      room_id,
      client_id: newId(),
      content: contentOf(fields),
      attachments: [{ file_id: file.id }],
    })
    return c.json(sent, 201)
  })
  return router
}

/** @throws DomainError `invalid` for what a text may not have in it */
function contentOf(fields: ReadonlyMap<string, string>): string {
  const content = storableText(0, Number.POSITIVE_INFINITY).safeParse(fields.get('text') ?? '')
  if (!content.success)
    throw fieldProblem('invalid', 'text', 'invalid', 'This text has signs that cannot be stored.')
  return content.data
}

/** @throws DomainError `policy_disabled`, `rate_limited` */
async function senderOf(app: App, c: Context<Environment>): Promise<Account> {
  const identity = c.get('identity')
  if (identity) return identity.principal.account
  const tokens = await enterAsGuest(app, deviceOf(c))
  setSessionCookies(c, app, tokens)
  return { id: tokens.me.id, username: tokens.me.username }
}
