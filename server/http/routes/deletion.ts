import { createRoute } from '@hono/zod-openapi'
import * as codes from '#protocol/codes'
import { deleteOwnAccount, requestDeletionCode } from '../../auth/delete-account'
import type { App } from '../../context'
import { answerTransaction } from '../answer-tokens'
import { clearSessionCookies, readCookie } from '../cookies'
import { deviceOf } from '../device'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Accounts']

/** The end of an account. */
export function deletionRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/me/deletion-code',
      tags,
      summary: 'Have a code mailed to delete your account with',
      security: signedIn,
      responses: {
        202: json(codes.codeRequested, 'A mail is on its way.'),
        ...failures('unauthenticated', 'policy_disabled', 'conflict', 'rate_limited'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const transaction = await requestDeletionCode(app, account, deviceOf(c))
      return c.json(answerTransaction(c, transaction), 202)
    },
  )

  router.openapi(
    createRoute({
      method: 'delete',
      path: '/auth/me',
      tags,
      summary: 'Delete your account, for ever',
      security: signedIn,
      request: body(codes.deleteAccount),
      responses: {
        204: { description: 'Deleted. What you wrote stays, without your name.' },
        ...failures(
          'unauthenticated',
          'wrong_password',
          'invalid_code',
          'code_spent',
          'rate_limited',
          'invalid',
        ),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { transaction = readCookie(c, 'transaction') ?? undefined, ...proof } = c.req.valid('json')
      await deleteOwnAccount(app, account, { ...proof, transaction }, deviceOf(c))
      clearSessionCookies(c)
      c.header('Clear-Site-Data', '"cache"')
      return c.body(null, 204)
    },
  )

  return router
}
