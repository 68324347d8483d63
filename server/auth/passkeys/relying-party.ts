import type { App } from '../../context'

/** Whom a passkey is made for: browsers show it to pages of this name only. */
export interface RelyingParty {
  /** A host name. */
  readonly id: string
  /** The origins whose pages may use it. */
  readonly origins: string[]
}

/**
 * By the public address. `origin` is that of the page which asks, whose right to ask has been checked: while the public
 * address is this machine's, any port of it may be meant.
 */
export function relyingParty({ config }: App, origin: string | null): RelyingParty {
  const id = new URL(config.publicUrl).hostname
  const isLocal = id === 'localhost' && origin !== null && new URL(origin).hostname === id
  return { id, origins: [config.publicUrl, ...config.origins, ...(isLocal ? [origin] : [])] }
}
