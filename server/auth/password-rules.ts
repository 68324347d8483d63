import type { FieldError } from '#protocol/errors'
import { limits } from '#protocol/limits'
import type { Policy } from '#protocol/policy'
import { countCharacters } from '#protocol/text'
import { DomainError } from '../domain/errors'

interface Rule {
  code: string
  detail: string
  isMet(password: string): boolean
}

const length: Rule = {
  code: 'too_short',
  detail: `Use at least ${limits.passwordCharacters.least} characters.`,
  isMet: (password) => countCharacters(password) >= limits.passwordCharacters.least,
}
const upper: Rule = {
  code: 'no_upper_case',
  detail: 'Use a capital letter.',
  isMet: (p) => /\p{Lu}/u.test(p),
}
const lower: Rule = { code: 'no_lower_case', detail: 'Use a small letter.', isMet: (p) => /\p{Ll}/u.test(p) }
const digit: Rule = { code: 'no_digit', detail: 'Use a digit.', isMet: (p) => /\p{Nd}/u.test(p) }
const special: Rule = {
  code: 'no_special_character',
  detail: 'Use a character that is neither letter nor digit.',
  isMet: (password) => /[^\p{L}\p{N}\s]/u.test(password),
}

const rulesOf: Record<Policy['passwords.composition'], readonly Rule[]> = {
  none: [length],
  letters_and_digit: [length, upper, lower, digit],
  with_special: [length, upper, lower, digit, special],
}

let common: Promise<ReadonlySet<string>> | null = null

/** The list takes a tenth of a second to unpack, which no start should wait for. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

/**
 * Refuses a new password that lacks something, naming every unmet rule, or that is easy to guess: on the list of
 * common and breached ones, or the person's own name with little added.
 * @throws DomainError `invalid` or `password_unsuitable`
 */
export async function requireGoodPassword(
  policy: Policy,
  password: string,
  names: readonly string[],
): Promise<void> {
  const unmet: FieldError[] = rulesOf[policy['passwords.composition']]
    .filter((rule) => !rule.isMet(password))
    .map(({ code, detail }) => ({ path: 'password', code, detail }))
  if (unmet.length > 0) {
    throw new DomainError('invalid', { detail: 'The password lacks something.', errors: unmet })
  }
  if (await isGuessable(password, names)) throw new DomainError('password_unsuitable')
}

async function isGuessable(password: string, names: readonly string[]): Promise<boolean> {
  common ??= loadCommon()
  const plain = password.normalize('NFKC').toLowerCase()
  return (
    (await common).has(plain) || [...names, 'natter'].some((name) => isDecorated(plain, name.toLowerCase()))
  )
}

/** Whether a password is a name with nothing but digits and punctuation after it. */
function isDecorated(password: string, name: string): boolean {
  return password.startsWith(name) && /^[^\p{L}]*$/u.test(password.slice(name.length))
}
