import { type ReactNode, useState } from 'react'
import { cleanPhone } from '#client/phone'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { link } from '../shell/link'
import { Button } from '../ui/button'
import { CodeForm } from './code-form'
import { Entrance } from './entrance'
import { LinkNote } from './link-note'
import { OrOtherWays } from './other-ways'
import { PhoneForm } from './phone-form'
import { ReturnedProblem } from './returned-problem'
import { SignUpForm } from './sign-up-form'
import { unlessPasskey } from './unless-passkey'

interface Props {
  otherWay: ReactNode
  onPasskeyRequired: () => void
}

/** A code that was asked for: how to ask again, and where it went. */
interface Asked {
  where: string
  again: () => Promise<unknown>
}

/** Signing in by phone number and mailed code, or opening an account that is signed in to in this way. */
export function CodeEntrance({ otherWay, onPasskeyRequired }: Props) {
  const client = useClient()
  const invitation = useReadable(link)
  const mayRegister = usePolicy()['accounts.registration'] === 'open' || invitation !== null
  const [isNew, setNew] = useState(invitation !== null)
  const [asked, setAsked] = useState<Asked | null>(null)

  async function ask(wanted: Asked) {
    await wanted.again()
    setAsked(wanted)
  }

  if (asked) {
    return (
      <Entrance
        title="Enter the code"
        below={
          <Button look="quiet" className="px-2" onClick={() => setAsked(null)}>
            Back
          </Button>
        }
      >
        <CodeForm
          where={asked.where}
          again={asked.again}
          submit={(code) => unlessPasskey(client.loginWithCode({ code }), onPasskeyRequired)}
        />
      </Entrance>
    )
  }
  return (
    <Entrance
      title={isNew ? 'Create an account' : 'Sign in'}
      below={
        <>
          {mayRegister && (
            <p>
              {isNew ? 'You have an account?' : 'New here?'}
              <Button look="quiet" className="px-2" onClick={() => setNew(!isNew)}>
                {isNew ? 'Sign in' : 'Create an account'}
              </Button>
            </p>
          )}
          {otherWay}
        </>
      }
    >
      <ReturnedProblem />
      <LinkNote />
      {isNew ? (
        <SignUpForm
          onAsk={({ phone, ...rest }) =>
            ask({
              where: `We sent six digits to ${rest.email}. If nothing comes, you may have an account already: sign in instead.`,
              again: () =>
                client.api.requestSignUpCode({
                  ...rest,
                  phone: cleanPhone(phone),
                  ...(invitation && { invitation: invitation.token }),
                }),
            })
          }
        />
      ) : (
        <PhoneForm
          onAsk={(phone) =>
            ask({
              where: `If there is an account with ${phone}, six digits are on their way to its e-mail address.`,
              again: () => client.api.requestCode(cleanPhone(phone)),
            })
          }
        />
      )}
      <OrOtherWays isNew={isNew} />
    </Entrance>
  )
}
