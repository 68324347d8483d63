import type { Content } from '../letter'
import type { SignIn } from '../sign-in'

/** What the mails of a server say, in English. */
export function english(publicUrl: string) {
  const name = new URL(publicUrl).host
  const ignore = 'If you did not ask for this, you need not do anything.'
  const resetHint = `If that was not you, choose a new password now: ${publicUrl}/reset-password`
  const proofWarning =
    'It works once, for 5 minutes. Tell it to nobody. If you did not ask for this, somebody else uses one of your devices: end that session in the settings.'

  return {
    passwordReset: (url: string): Content => ({
      subject: `A new password for ${name}`,
      before: [`Somebody asked for a new password for your account on ${name}.`],
      action: { label: 'Choose a new password', url },
      after: [`The link works once, for an hour. ${ignore}`],
    }),

    passwordChanged: (): Content => ({
      subject: `Your password on ${name} was changed`,
      before: [
        `The password of your account on ${name} was changed just now. Your other devices were signed out.`,
        resetHint,
      ],
      after: [],
    }),

    confirmEmail: (url: string): Content => ({
      subject: `Confirm your address for ${name}`,
      before: [`An account on ${name} was opened with this e-mail address. Confirm that it is yours.`],
      action: { label: 'Confirm the address', url },
      after: [`The link works for a day. ${ignore}`],
    }),

    newDevice: ({ device, address, time, hasPassword }: SignIn): Content => ({
      subject: `Your account on ${name} was signed in to from a new device`,
      before: [
        `Somebody signed in to your account on ${name} from a device that it was not seen on before.`,
        `Device: ${device ? `${device.browser} on ${device.system}` : 'a program'}. Time: ${time}. Network address: ${address}.`,
        'If that was you, you need not do anything.',
        hasPassword
          ? `If it was not, choose a new password now, which signs out every device: ${publicUrl}/reset-password`
          : 'If it was not, somebody else reads your mail. Secure that first, then sign that device out in the settings.',
      ],
      action: { label: 'Open Natter', url: publicUrl },
      after: [],
    }),

    addressInUse: (): Content => ({
      subject: `You already have an account on ${name}`,
      before: [
        `Somebody tried to open an account on ${name} with your e-mail address. You have one already, and it is unchanged.`,
      ],
      action: { label: 'Sign in', url: publicUrl },
      after: ['If that was not you, you need not do anything.'],
    }),

    phoneInUse: (): Content => ({
      subject: `You already have an account on ${name}`,
      before: [
        `Somebody tried to open an account on ${name} with your phone number. You have one already, and it is unchanged.`,
      ],
      action: { label: 'Sign in', url: publicUrl },
      after: ['If that was not you, you need not do anything.'],
    }),

    signInCode: (code: string): Content => ({
      subject: `Your code for ${name}`,
      before: [`Type this code to sign in to ${name}:`],
      code,
      after: [`It works once, for 5 minutes. Tell it to nobody. ${ignore}`],
    }),

    signUpCode: (code: string): Content => ({
      subject: `Your code for ${name}`,
      before: [`Type this code to open your account on ${name}:`],
      code,
      after: [`It works once, for 5 minutes. ${ignore}`],
    }),

    deletionCode: (code: string): Content => ({
      subject: `Delete your account on ${name}?`,
      before: [`Type this code to delete your account on ${name} for ever:`],
      code,
      after: [proofWarning],
    }),

    exportCode: (code: string): Content => ({
      subject: `Your data on ${name}`,
      before: [`Type this code to take along what is yours on ${name}:`],
      code,
      after: [proofWarning],
    }),

    accountDeleted: (): Content => ({
      subject: `Your account on ${name} was deleted`,
      before: [
        `Your account on ${name} was deleted just now, and cannot come back. What you wrote stays with the people you wrote to, without your name.`,
      ],
      after: ['This is the last mail that you get from there.'],
    }),
  }
}
