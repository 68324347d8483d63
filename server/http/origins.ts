import type { Config } from '../config'

/**
 * Whether a page of this origin may speak for its visitor. The server's own public address and the further ones
 * of the configuration may. While the public address is this machine's, as it is by default, the names other
 * devices reach it by are not known: then a page that was served from the same host may as well.
 */
export function isAllowedOrigin(config: Config, origin: string, host: string | null): boolean {
  if (origin === config.publicUrl || config.origins.includes(origin)) return true
  const isLocal = new URL(config.publicUrl).hostname === 'localhost'
  return isLocal && URL.canParse(origin) && new URL(origin).host === host
}
