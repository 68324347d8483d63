import type { Language } from '#protocol/languages'
import { arabic } from './languages/arabic'
import { english } from './languages/english'
import { type Letter, writeLetter } from './letter'
import type { SignIn } from './sign-in'

const spoken: Record<Language, typeof english> = { en: english, ar: arabic }

/** The letters of one server in a language: whatever they link to is at its public address. */
export function lettersOf(publicUrl: string, language: Language) {
  const said = spoken[language](publicUrl)
  const write = (content: Parameters<typeof writeLetter>[0]): Letter => writeLetter(content, language)

  return {
    passwordReset: (token: string) => write(said.passwordReset(`${publicUrl}/reset-password#${token}`)),
    passwordChanged: () => write(said.passwordChanged()),
    confirmEmail: (token: string) => write(said.confirmEmail(`${publicUrl}/confirm-email#${token}`)),
    newDevice: (signIn: SignIn) => write(said.newDevice(signIn)),
    addressInUse: () => write(said.addressInUse()),
    phoneInUse: () => write(said.phoneInUse()),
    signInCode: (code: string) => write(said.signInCode(code)),
    signUpCode: (code: string) => write(said.signUpCode(code)),
    deletionCode: (code: string) => write(said.deletionCode(code)),
    exportCode: (code: string) => write(said.exportCode(code)),
    accountDeleted: () => write(said.accountDeleted()),
  }
}
