/**
 * What must never be in a log, and how the people of tests can be recognised by it. Passwords have capitals, which the
 * random ids of a log have not: one of those may well read `hush7`.
 */
const secrets: Record<string, RegExp> = {
  'a password': /Correct7|Wrong7|Grebe7|Hush7|Quite7|kingfisher-Paper/,
  'a hash of a password': /\$argon2|\$2[aby]\$/,
  'an access token': /\beyJ[\w-]{8,}\.[\w-]+\./,
  'a refresh token': /\b[a-z0-9]{16}\.\d+\.[\w-]{43}/,
  'a link or another token': /(?<![\w-])[\w-]{43}(?![\w-])/,
  'a cookie': /natter_(access|refresh|csrf)/,
  'an e-mail address': /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  'a phone number': /\+\d{9,15}\b/,
  'the text of a message': /Noodles|Rice\?|Bread\?|says hello/,
}

/** The kinds of secrets a line of the log tells; none is how it must be. */
export function secretsIn(line: string): string[] {
  return Object.entries(secrets).flatMap(([kind, pattern]) => (pattern.test(line) ? [kind] : []))
}
