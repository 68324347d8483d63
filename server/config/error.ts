/** Why the configuration cannot be used: one sentence for the person who runs the server. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
