import { z } from '@hono/zod-openapi'
import { storedFile } from '#protocol/files'
import { id } from '#protocol/ids'
import type { App } from '../../context'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'
import { createTus } from '../tus'

const common = { tags: ['Files'], security: signedIn }
const params = z.object({ upload_id: id })
const path = '/uploads/{upload_id}'
const protocol = 'Part of the tus protocol, version 1.0.0: https://tus.io/protocols/resumable-upload'
const refused = failures('unauthenticated', 'not_found', 'malformed', 'unavailable')

/** Files that come part by part, each by a request of its own, and that go on after an interruption. */
export function uploadRoutes(app: App) {
  const router = newRouter()
  const tus = createTus(app)

  // Described by themselves: another program than ours reads and answers them.
  router.openAPIRegistry.registerPath({
    ...common,
    method: 'post',
    path: '/uploads',
    summary: 'Begin an upload',
    description: `${protocol}. \`Upload-Metadata\` may have \`name\` and \`type\`.`,
    responses: {
      201: { description: 'Its address is in `Location`. It is kept for a day.' },
      ...failures('unauthenticated', 'policy_disabled', 'rate_limited', 'invalid', 'malformed', 'too_large'),
      ...failures('unsupported_file', 'quota_reached', 'storage_full'),
    },
  })
  router.openAPIRegistry.registerPath({
    ...common,
    method: 'get',
    path,
    summary: 'How far an upload has come',
    description: `${protocol}. Asked by HEAD there.`,
    request: { params },
    responses: { 200: { description: 'In `Upload-Offset`.' }, ...failures('gone'), ...refused },
  })
  router.openAPIRegistry.registerPath({
    ...common,
    method: 'patch',
    path,
    summary: 'Go on with an upload',
    description: protocol,
    request: { params },
    responses: {
      200: json(storedFile, 'The last part has come, and this is what the file is.'),
      204: { description: 'The part has come.' },
      ...refused,
      ...failures('conflict', 'gone', 'too_large', 'unsupported_file', 'invalid_file', 'storage_full'),
    },
  })
  router.openAPIRegistry.registerPath({
    ...common,
    method: 'delete',
    path,
    summary: 'Give up an upload',
    description: protocol,
    request: { params },
    responses: { 204: { description: 'Nothing of it is left.' }, ...refused },
  })

  router.post('/uploads', (c) => tus(c, requireIdentity(c).principal.account))
  router.on(['GET', 'PATCH', 'DELETE'], '/uploads/:upload_id', (c) =>
    tus(c, requireIdentity(c).principal.account),
  )
  return router
}
