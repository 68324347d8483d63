import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import type { Policy } from '#protocol/policy'
import { countCharacters } from '#protocol/text'
import { usePolicy } from '../shell/client-context'
import { Icon } from '../ui/icon'

interface Rule {
  text: () => string
  isMet: (password: string) => boolean
}

const length: Rule = {
  text: () => m.sign_in_rule_length({ count: limits.passwordCharacters.least }),
  isMet: (password) => countCharacters(password) >= limits.passwordCharacters.least,
}
const lettersAndDigit: Rule[] = [
  { text: m.sign_in_rule_small, isMet: (password) => /\p{Ll}/u.test(password) },
  { text: m.sign_in_rule_capital, isMet: (password) => /\p{Lu}/u.test(password) },
  { text: m.sign_in_rule_digit, isMet: (password) => /\p{Nd}/u.test(password) },
]
const special: Rule = { text: m.sign_in_rule_special, isMet: (password) => /[^\p{L}\p{N}\s]/u.test(password) }

const rules: Record<Policy['passwords.composition'], Rule[]> = {
  none: [length],
  letters_and_digit: [length, ...lettersAndDigit],
  with_special: [length, ...lettersAndDigit, special],
}

/** Tells beforehand what a password must have, and ticks off what it has. The server has the last word. */
export function PasswordRules({ password }: { password: string }) {
  const composition = usePolicy()['passwords.composition']
  return (
    <ul aria-label={m.sign_in_password_needs()} className="grid grid-cols-2 gap-x-3">
      {rules[composition].map(({ text, isMet }) => (
        <li key={text()} className={`flex items-center gap-1.5 ${isMet(password) ? 'text-ink' : ''}`}>
          {isMet(password) ? (
            <Icon name="tick" className="size-4 text-good" />
          ) : (
            <span aria-hidden="true" className="mx-[5px] size-1.5 rounded-full bg-field-line" />
          )}
          {text()}
          {isMet(password) && <span className="sr-only">{m.sign_in_rule_done()}</span>}
        </li>
      ))}
    </ul>
  )
}
