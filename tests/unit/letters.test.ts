import { expect, test } from 'bun:test'
import { languages } from '#protocol/languages'
import { lettersOf } from '#server/mail/letters'

const site = 'https://chat.example.org'
const device = { browser: 'Firefox', system: 'Linux' }
const signIn = { device, address: '192.0.2.1', time: '2026-01-02 03:04 UTC', hasPassword: true }

/** Every letter there is, by what it is for. */
function all(language: (typeof languages)[number]) {
  const letters = lettersOf(site, language)
  return {
    passwordReset: letters.passwordReset('token'),
    passwordChanged: letters.passwordChanged(),
    confirmEmail: letters.confirmEmail('token'),
    newDevice: letters.newDevice(signIn),
    newDeviceOfProgram: letters.newDevice({ ...signIn, device: null, hasPassword: false }),
    addressInUse: letters.addressInUse(),
    phoneInUse: letters.phoneInUse(),
    signInCode: letters.signInCode('123456'),
    signUpCode: letters.signUpCode('123456'),
    deletionCode: letters.deletionCode('123456'),
    exportCode: letters.exportCode('123456'),
    accountDeleted: letters.accountDeleted(),
  } satisfies Record<keyof typeof letters | 'newDeviceOfProgram', unknown>
}

/** What is the same in each language: links, codes, numbers, names of browsers. */
const facts = (text: string) => text.match(/https:\S+|\d[\d.:-]*\d|Firefox|Linux/g)?.toSorted() ?? []
/** What is left of a text without what stands in it as it is. */
const sentences = (text: string) =>
  text.replace(/https:\S+|\u2068.*?\u2069|chat\.example\.org|Firefox|Linux|Natter|UTC/g, '')

for (const language of languages) {
  test(`[UI-1] mails in ${language} say and link to what they do in English, in no other letters`, () => {
    const [said, english] = [Object.entries(all(language)), all('en')]
    for (const [purpose, { subject, text, html }] of said) {
      const same = english[purpose as keyof typeof english]
      expect([purpose, facts(text)]).toEqual([purpose, facts(same.text)])
      expect(facts(html)).toEqual(facts(same.html))
      expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
      const others = language === 'ar' ? /[a-z]/i : /[^\n -~–—’“”]/
      expect(`${subject}\n${sentences(text)}`.replace('chat.example.org', '')).not.toMatch(others)
    }
    expect(new Set(said.map(([, { text }]) => text)).size).toBe(said.length)
  })
}
