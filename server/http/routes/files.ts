import { createRoute, z } from '@hono/zod-openapi'
import { storedFile } from '#protocol/files'
import { id } from '#protocol/ids'
import type { App } from '../../context'
import { addPoster } from '../../domain/files/poster'
import { readFile } from '../../domain/files/read'
import { removeUnsent } from '../../domain/files/remove'
import { answerFile } from '../answer-file'
import { announcedLength, incomingBytes } from '../incoming'
import { receiveForm } from '../receive-form'
import { failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Files'], security: signedIn }
const params = z.object({ file_id: id })
const binary = { schema: { type: 'string' as const, format: 'binary' } }
const width = z
  .string()
  .regex(/^[0-9]{1,5}$/, 'must be a whole number')
  .transform(Number)
const query = z.strictObject({ width: width.optional(), download: z.string().optional() })
const refused = failures(
  ...(['unauthenticated', 'policy_disabled', 'rate_limited', 'too_large', 'unsupported_file'] as const),
  ...(['invalid_file', 'invalid', 'malformed', 'quota_reached', 'storage_full', 'unavailable'] as const),
)
const served = {
  200: { description: 'The bytes.', content: { '*/*': binary } },
  206: { description: 'The part that a `Range` header asked for.', content: { '*/*': binary } },
  304: { description: 'What the asker holds is still good.' },
  ...failures('unauthenticated', 'not_found', 'invalid', 'range_not_satisfiable'),
}

/** Files: bringing them in one piece, getting them, taking them back. */
export function fileRoutes(app: App) {
  const router = newRouter()

  // Described by itself: what checks a described body reads it whole.
  router.openAPIRegistry.registerPath({
    ...common,
    method: 'post',
    path: '/files',
    summary: 'Upload a file',
    description:
      'One file in the field `file`. Say how long the body is. What is large goes better by `/uploads`.',
    request: { body: { content: { 'multipart/form-data': binary } } },
    responses: {
      201: json(storedFile, 'What the file is, to be sent in a message within a day.'),
      ...refused,
    },
  })
  router.post('/files', async (c) => {
    const { account } = requireIdentity(c).principal
    return c.json((await receiveForm(app, c, account)).file, 201)
  })

  router.openAPIRegistry.registerPath({
    ...common,
    method: 'put',
    path: '/files/{file_id}/poster',
    summary: 'Give a video the picture it is shown by',
    description: 'A JPEG, PNG or WebP of at most 2 MB, as the body. Before the video is sent, and once.',
    request: { params, body: { content: { 'image/*': binary } } },
    responses: { 200: json(storedFile, 'The video with its poster.'), ...failures('not_found'), ...refused },
  })
  router.put('/files/:file_id/poster', async (c) => {
    const { account } = requireIdentity(c).principal
    const size = announcedLength(c)
    const poster = { size, content: incomingBytes(c) }
    return c.json(await addPoster(app, account, c.req.param('file_id'), poster), 200)
  })

  for (const isPoster of [false, true]) {
    router.openapi(
      createRoute({
        ...common,
        method: 'get',
        path: isPoster ? '/files/{file_id}/poster' : '/files/{file_id}',
        summary: isPoster ? 'The poster of a video' : 'A file',
        description: '`width` asks for one of its smaller pictures, `download` for a file to be saved.',
        request: { params, query },
        responses: served,
      }),
      async (c) => {
        const { account } = requireIdentity(c).principal
        const { width = null } = c.req.valid('query')
        return answerFile(
          c,
          await readFile(app, account, { id: c.req.valid('param').file_id, isPoster, width }),
        )
      },
    )
  }

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/files/{file_id}/description',
      summary: 'What a file is',
      request: { params },
      responses: {
        200: json(storedFile, 'As its message says it.'),
        ...failures('unauthenticated', 'not_found'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const wanted = { id: c.req.valid('param').file_id, isPoster: false, width: null }
      return c.json((await readFile(app, account, wanted)).file, 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/files/{file_id}',
      summary: 'Take back a file that was not sent',
      request: { params },
      responses: { 204: { description: 'It is gone.' }, ...failures('unauthenticated', 'not_found') },
    }),
    async (c) => {
      await removeUnsent(app, requireIdentity(c).principal.account, c.req.valid('param').file_id)
      return c.body(null, 204)
    },
  )

  return router
}
