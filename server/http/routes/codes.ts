import { createRoute } from '@hono/zod-openapi'
import * as codes from '#protocol/codes'
import { signedIn } from '#protocol/sessions'
import { requestSignInCode, signInWithCode } from '../../auth/code-sign-in'
import { requestSignUpCode } from '../../auth/code-sign-up'
import type { App } from '../../context'
import { answerTransaction, answerWith } from '../answer-tokens'
import { clearTransactionCookie, readCookie } from '../cookies'
import { deviceOf } from '../device'
import { body, failures, json, newRouter } from '../router'

const tags = ['Accounts']
const requested = json(codes.codeRequested, 'If that fits an account, a mail is on its way.')

/** Signing in and up by a phone number and a mailed code. */
export function codeRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/otp',
      tags,
      summary: 'Ask for a code to sign in with, by phone number',
      request: body(codes.requestCode),
      responses: { 202: requested, ...failures('policy_disabled', 'rate_limited', 'invalid') },
    }),
    async (c) => {
      const transaction = await requestSignInCode(app, c.req.valid('json').phone, deviceOf(c))
      return c.json(answerTransaction(c, transaction), 202)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/otp/register',
      tags,
      summary: 'Ask for a code to open an account with',
      request: body(codes.requestSignUp),
      responses: {
        202: requested,
        ...failures('policy_disabled', 'not_found', 'gone', 'taken', 'rate_limited', 'invalid'),
      },
    }),
    async (c) => {
      const transaction = await requestSignUpCode(app, c.req.valid('json'), deviceOf(c))
      return c.json(answerTransaction(c, transaction), 202)
    },
  )

  router.openapi(
    createRoute({
      method: 'post',
      path: '/auth/otp/verify',
      tags,
      summary: 'Sign in with a mailed code',
      request: body(codes.verifyCode),
      responses: {
        200: json(signedIn, 'Signed in. Browsers get cookies, other programs the tokens.'),
        ...failures(
          'policy_disabled',
          'invalid_code',
          'code_spent',
          'taken',
          'not_found',
          'gone',
          'passkey_required',
          'invalid',
        ),
      },
    }),
    async (c) => {
      const { code, transaction = readCookie(c, 'transaction') ?? '' } = c.req.valid('json')
      const tokens = await signInWithCode(app, { code, transaction }, deviceOf(c))
      clearTransactionCookie(c)
      return c.json(answerWith(app, c, tokens), 200)
    },
  )

  return router
}
