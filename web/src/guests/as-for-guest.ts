import type { ServerInfo } from '#protocol/server-info'

/** What the server says of itself, as it is for a guest: what needs an account is not there. */
export function asForGuest(server: ServerInfo): ServerInfo {
  return {
    ...server,
    oauth_providers: [],
    policy: {
      ...server.policy,
      'rooms.direct': false,
      'rooms.group': false,
      directory: 'none',
      calls: false,
      'sign_in.passkey': false,
    },
  }
}
