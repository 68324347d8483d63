import { createRoute } from '@hono/zod-openapi'
import * as codes from '#protocol/codes'
import * as proofs from '#protocol/proofs'
import { requestProofCode } from '../../auth/proof/code'
import { proofWaysOf } from '../../auth/proof/ways'
import type { App } from '../../context'
import { answerTransaction } from '../answer-tokens'
import { deviceOf } from '../device'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const common = { tags: ['Accounts'], security: signedIn }

/** Proving again who one is, before something that only its own person may do. */
export function proofRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/auth/me/proofs',
      summary: 'By what you can prove that it is you',
      responses: { 200: json(proofs.proofWays, 'What you have.'), ...failures('unauthenticated') },
    }),
    async (c) => c.json(await proofWaysOf(app, requireIdentity(c).principal.account), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/auth/me/proof-code',
      summary: 'Have a code mailed to prove that it is you',
      request: body(proofs.requestProofCode),
      responses: {
        202: json(codes.codeRequested, 'A mail is on its way.'),
        ...failures('unauthenticated', 'policy_disabled', 'conflict', 'rate_limited', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const { purpose } = c.req.valid('json')
      return c.json(answerTransaction(c, await requestProofCode(app, account, purpose, deviceOf(c))), 202)
    },
  )

  return router
}
