import { type ReactNode, useState } from 'react'
import { m } from '#catalogue'
import { cleanPhone } from '#client/phone'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { link } from '../shell/link'
import { Button } from '../ui/button'
import { CodeForm } from './code-form'
import { Entrance } from './entrance'
import { OrOtherWays } from './other-ways'
import { PhoneForm } from './phone-form'
import { SignUpForm } from './sign-up-form'
import { unlessPasskey } from './unless-passkey'
import { WhyHere } from './why-here'

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
        title={m.sign_in_enter_code()}
        below={
          <Button look="quiet" className="px-2" onClick={() => setAsked(null)}>
            {m.ui_back()}
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
      title={isNew ? m.sign_in_create() : m.sign_in_title()}
      below={
        <>
          {mayRegister && (
            <p>
              {isNew ? m.sign_in_have_account() : m.sign_in_new_here()}
              <Button look="quiet" className="px-2" onClick={() => setNew(!isNew)}>
                {isNew ? m.sign_in_title() : m.sign_in_create()}
              </Button>
            </p>
          )}
          {otherWay}
        </>
      }
    >
      <WhyHere />
      {isNew ? (
        <SignUpForm
          onAsk={({ phone, ...rest }) =>
            ask({
              where: m.sign_in_code_sent_to({ email: rest.email }),
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
              where: m.sign_in_code_sent_if({ phone }),
              again: () => client.api.requestCode(cleanPhone(phone)),
            })
          }
        />
      )}
      <OrOtherWays isNew={isNew} />
    </Entrance>
  )
}
