import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { limits } from '#protocol/limits'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { version } from '../version'
import { formPathRoutes } from './compat/form-path'
import type { Environment } from './environment'
import { answerError } from './errors'
import { exceptUploads, requireUploadType } from './middleware/except-uploads'
import { identify } from './middleware/identify'
import { limitGuests } from './middleware/limit-guests'
import { limitRequests } from './middleware/limit-requests'
import { noteRefusals } from './middleware/note-refusals'
import { requireAdmin } from './middleware/require-admin'
import { requireJson } from './middleware/require-json'
import { requireSignIn } from './middleware/require-sign-in'
import { requireStrictJson } from './middleware/require-strict-json'
import { requireUtf8 } from './middleware/require-utf8'
import { requireSameOrigin } from './middleware/same-origin'
import { newRouter } from './router'
import { adminInvitationRoutes } from './routes/admin/invitations'
import { adminOverviewRoutes } from './routes/admin/overview'
import { adminPeopleRoutes } from './routes/admin/people'
import { authRoutes } from './routes/auth'
import { callRoutes } from './routes/calls'
import { codeRoutes } from './routes/codes'
import { contactInviteRoutes } from './routes/contact-invites'
import { contactRoutes } from './routes/contacts'
import { deletionRoutes } from './routes/deletion'
import { draftRoutes } from './routes/drafts'
import { emailRoutes } from './routes/email'
import { exportRoutes } from './routes/export'
import { fileRoutes } from './routes/files'
import { guestRoutes } from './routes/guests'
import { memberRoutes } from './routes/members'
import { messageRoutes } from './routes/messages'
import { notificationRoutes } from './routes/notifications'
import { oauthRoutes } from './routes/oauth'
import { ownerRoutes } from './routes/owner'
import { passkeyRoutes } from './routes/passkeys'
import { passwordRoutes } from './routes/passwords'
import { preferenceRoutes } from './routes/preferences'
import { profileRoutes } from './routes/profile'
import { proofRoutes } from './routes/proofs'
import { pushRoutes } from './routes/push'
import { reactionRoutes } from './routes/reactions'
import { receiptRoutes } from './routes/receipts'
import { roomRoutes } from './routes/rooms'
import { searchRoutes } from './routes/search'
import { serverInfoRoutes } from './routes/server-info'
import { sessionRoutes } from './routes/sessions'
import { uploadRoutes } from './routes/uploads'
import { userRoutes } from './routes/users'

const basePath = '/api/v1'

/** Each method with the one whose routes answer it. */
const methods = [
  ['GET', 'GET'],
  ['HEAD', 'GET'],
  ['POST', 'POST'],
  ['PUT', 'PUT'],
  ['PATCH', 'PATCH'],
  ['DELETE', 'DELETE'],
] as const

/** Everything below `/api/v1`: the same domain functions as the socket, thinly wrapped. */
export function createApi(app: App, connections: () => number) {
  const api = newRouter().basePath(basePath)
  api.onError((error, c) => answerError(app, c, error))
  api.notFound((c) => {
    const allowed = allowedMethods(c)
    if (allowed.length === 0) return answerError(app, c, new DomainError('not_found'))
    c.header('Allow', allowed.join(', '))
    return answerError(app, c, new DomainError('method_not_allowed'))
  })

  api.use('*', noteRefusals(app))
  api.use('*', identify(app))
  api.use('*', limitRequests(app))
  api.use('*', requireSignIn(describedRoutes))
  api.use('*', exceptUploads(requireJson))
  api.use(
    '*',
    exceptUploads(
      bodyLimit({
        maxSize: limits.bodyBytes,
        onError: () => {
          throw new DomainError('too_large', { detail: `A body has at most ${limits.bodyBytes} bytes.` })
        },
      }),
    ),
  )
  api.use('*', exceptUploads(requireUtf8))
  api.use('*', exceptUploads(requireStrictJson))
  api.use('*', requireSameOrigin(app))
  api.use('*', requireUploadType)
  api.use('*', limitGuests)
  api.use('/admin/*', requireAdmin)

  for (const routes of [
    serverInfoRoutes,
    authRoutes,
    passwordRoutes,
    emailRoutes,
    codeRoutes,
    proofRoutes,
    exportRoutes,
    deletionRoutes,
    profileRoutes,
    sessionRoutes,
    oauthRoutes,
    passkeyRoutes,
    guestRoutes,
    ownerRoutes,
    preferenceRoutes,
    notificationRoutes,
    pushRoutes,
    userRoutes,
    contactInviteRoutes,
    contactRoutes,
    roomRoutes,
    receiptRoutes,
    memberRoutes,
    messageRoutes,
    fileRoutes,
    uploadRoutes,
    formPathRoutes,
    draftRoutes,
    reactionRoutes,
    searchRoutes,
    callRoutes,
    adminPeopleRoutes,
    adminInvitationRoutes,
  ]) {
    api.route('/', routes(app))
  }
  api.route('/', adminOverviewRoutes(app, connections))
  return api

  function describedRoutes() {
    return api.openAPIRegistry.definitions.flatMap((one) =>
      one.type === 'route' ? [{ ...one.route, path: `${basePath}${one.route.path}` }] : [],
    )
  }

  /** Outside the API there are pages and files, which can only be got. */
  function allowedMethods(c: Context<Environment>): string[] {
    const isGet = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!c.req.path.startsWith('/api/')) return isGet ? [] : ['GET', 'HEAD']
    const allowed = methods.filter(([, routed]) => {
      const [handlers] = api.router.match(routed, c.req.path)
      return handlers.some(([[, route]]) => route.method === routed)
    })
    return allowed.map(([method]) => method)
  }
}

/** The description of the API, made from the schemas that check every request. */
export function describeApi(api: ReturnType<typeof createApi>) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  api.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'natter_access',
    description: 'Set at sign-in. Requests that change something repeat `natter_csrf` in `X-CSRF-Token`.',
  })
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Natter',
      version,
      description: 'Messages, rooms and people. The socket: see docs/asyncapi.json.',
    },
  })
}
