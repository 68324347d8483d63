import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from '#scripts/free-port'

/** Who somebody is at the provider: `sub` is what identifies them there. */
export interface Claims {
  sub: string
  preferred_username?: string
  name?: string
  email?: string
  email_verified?: boolean
}

export interface OidcProvider extends AsyncDisposable {
  readonly issuer: string
  /** What a server is told to use it. */
  readonly settings: Record<string, string>
  /** Says who is in front of it from now on. */
  setPerson(claims: Claims): Promise<void>
  /** Lets it answer no more, without closing its port. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/** A real OpenID Connect provider in a process of its own, for the server with this public address. */
export async function startOidcProvider(publicUrl: string): Promise<OidcProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const redirectUri = `${publicUrl}/api/v1/auth/oauth/oidc/callback`
  const command = [process.execPath, join(import.meta.dir, 'oidc-process.ts'), String(port), redirectUri]
  const child = Bun.spawn(command, {
    stdout: 'pipe',
    stderr: 'ignore',
    env: { PATH: process.env.PATH ?? '' },
  })
  const { value } = await child.stdout.getReader().read()
  if (!value) throw new Error('the provider ended before it was ready')
  await warmUp(issuer)

  async function stop() {
    child.kill('SIGKILL')
    await child.exited
  }
  return {
    issuer,
    settings: {
      'oidc.issuer': issuer,
      'oidc.client_id': 'natter',
      'oidc.client_secret': 'a secret of the tests',
      'oidc.label': 'Example Login',
    },
    async setPerson(claims) {
      await fetch(`${issuer}/in-front`, { method: 'POST', body: JSON.stringify(claims) })
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** What it is asked first takes it long, and a server that signs somebody in does not wait for ever. */
async function warmUp(issuer: string): Promise<void> {
  const discovered = await fetch(`${issuer}/.well-known/openid-configuration`)
  const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await discovered.json())
  await (await fetch(jwks_uri)).json()
}
