import { join } from 'node:path'
import type { Server } from 'bun'
import { parse } from 'hono/utils/cookie'
import { type ErrorBody, errors } from '#protocol/errors'
import type { App } from './context'
import type { Connection } from './gateway/connection'
import type { Gateway } from './gateway/gateway'
import { upgrade } from './gateway/upgrade'
import { createApi, describeApi } from './http/api'
import { apiPage } from './http/api-page'
import { apiPageStyle } from './http/api-page/style'
import { createAssets } from './http/assets'
import { createOriginReader, type Origin } from './http/client-address'
import { cookieNames } from './http/cookies'
import type { Client } from './http/environment'
import { bearerToken } from './http/middleware/identify'
import { isAllowedOrigin } from './http/origins'
import { securityHeaders } from './http/security-headers'
import { createTurns } from './http/turns'

const webFolder = join(import.meta.dir, '..', 'dist', 'web')

/** Short addresses of the API: the one that apps at Spotify have been given, and one for simple forms. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['GET /spotify', '/api/v1/auth/oauth/spotify/callback'],
  ['POST /form-path', '/api/v1/form-path'],
])

/** Answers every request: sockets, the API and its description, then the web client. */
export function createSite(app: App, { admission, connections }: Pick<Gateway, 'admission' | 'connections'>) {
  const api = createApi(app, connections)
  const documents = lazily(() => {
    const description = describeApi(api)
    return { description, page: apiPage(description) }
  })
  const assets = createAssets(webFolder)
  const readOrigin = createOriginReader(app.config)
  const turn = createTurns()

  return async function site(request: Request, server: Server<Connection>): Promise<Response | undefined> {
    const origin = readOrigin(server.requestIP(request)?.address ?? '', request.headers)
    if (!hasAddress(request)) return secured(unaddressed(), origin, '/')
    const visitor = { address: origin.address, ...credentialsOf(app, request, origin) }
    const opened = upgrade({ app, admission, server }, request, visitor)
    if (opened === undefined) return undefined
    const { pathname } = new URL(request.url)
    const client = { ...origin, endIn: (seconds: number) => server.timeout(request, seconds) }
    const alias = aliases.get(`${request.method} ${pathname}`)
    if (alias !== undefined) return answerOfApi(redirected(request, alias), client, '/api/')
    const response = opened ?? documentation(request, pathname) ?? assetOf(request, pathname)
    return response ? secured(response, origin, pathname) : answerOfApi(request, client, pathname)
  }

  async function answerOfApi(request: Request, client: Client, pathname: string): Promise<Response> {
    await turn()
    return secured(await api.fetch(request, client), client, pathname)
  }

  function secured(answer: Response, { isSecure }: Origin, pathname: string): Response {
    for (const [name, value] of Object.entries(securityHeaders(isSecure, pathname))) {
      if (!answer.headers.has(name)) answer.headers.set(name, value)
    }
    return answer
  }

  function documentation({ method }: Request, pathname: string): Response | null {
    if (method !== 'GET' && method !== 'HEAD') return null
    if (pathname === '/api/openapi.json') return Response.json(documents().description)
    if (pathname === '/api/docs') return text(documents().page, 'text/html')
    if (pathname === '/api/docs.css') return text(apiPageStyle, 'text/css')
    return null
  }

  function assetOf(request: Request, pathname: string): Response | null {
    return pathname.startsWith('/api/') ? null : assets(request)
  }
}

function redirected(request: Request, pathname: string): Request {
  const url = new URL(request.url)
  url.pathname = pathname
  return new Request(url.href, request)
}

/** HTTP/1.0 asks for no Host and a broken client sends a wrong one or two: what follows needs exactly one. */
function hasAddress(request: Request): boolean {
  return URL.canParse(request.url) && !request.headers.get('Host')?.includes(',')
}

function unaddressed(): Response {
  const body: ErrorBody = { code: 'malformed', detail: 'The request does not say whom it is for.' }
  return Response.json(body, { status: errors.malformed.status })
}

function credentialsOf(app: App, request: Request, { isSecure }: Origin) {
  const origin = request.headers.get('Origin')
  return {
    bearer: bearerToken(request.headers.get('Authorization')),
    cookie: parse(request.headers.get('Cookie') ?? '')[cookieNames(isSecure).access] ?? null,
    isOwnPage: origin === null ? null : isAllowedOrigin(app.config, origin, request.headers.get('Host')),
  }
}

function text(content: string, type: string): Response {
  return new Response(content, { headers: { 'Content-Type': `${type}; charset=utf-8` } })
}

/** Makes a value when it is first asked for, so that a start does not wait for it. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
