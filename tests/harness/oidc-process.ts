// An OpenID Connect provider in a process of its own: it confirms at once whoever it was told is in front of it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'

const [port = '', redirectUri = ''] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
let inFront: Record<string, unknown> & { sub: string } = { sub: 'nobody' }

const provider = new Provider(issuer, {
  clients: [{ client_id: 'natter', client_secret: 'a secret of the tests', redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
  cookies: { keys: ['a key of the tests'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => inFront }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId,
      accountId: oidc.session?.accountId,
    })
    grant.addOIDCScope('openid profile email')
    await grant.save()
    return grant
  },
})
const answer = provider.callback()

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/in-front') {
    inFront = JSON.parse(await text(request))
    response.end()
  } else if (request.url?.startsWith('/interaction/')) {
    const login = { accountId: inFront.sub, remember: false }
    await provider.interactionFinished(request, response, { login })
  } else {
    await answer(request, response)
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let whole = ''
  for await (const chunk of request) whole += chunk
  return whole
}

// It never outlives the tests that started it, however they end.
const parent = process.ppid
setInterval(() => process.ppid === parent || process.exit(), 1000).unref()

createServer((request, response) => void handle(request, response)).listen(Number(port), '127.0.0.1', () =>
  process.stdout.write('ready\n'),
)
