import { useState } from 'react'
import { m } from '#catalogue'
import { usePolicy } from '../shell/client-context'
import { returned } from '../shell/returned'
import { Button } from '../ui/button'
import { CodeEntrance } from './code-entrance'
import { ConfirmStep } from './confirm-step'
import { Entrance } from './entrance'
import { OtherWays, useHasOtherWays } from './other-ways'
import { PasswordEntrance } from './password-entrance'
import { WhyHere } from './why-here'

/** The way in, with the methods this server offers and no other. */
export function SignInPage() {
  const policy = usePolicy()
  const ways = (['password', 'otp'] as const).filter((way) => policy[`sign_in.${way}`])
  const [chosen, setChosen] = useState(ways[0])
  const [mustConfirm, setMustConfirm] = useState(returned.problem === 'passkey_required')
  const other = ways.find((way) => way !== chosen)
  const change = other && (
    <Button look="quiet" className="px-2" onClick={() => setChosen(other)}>
      {other === 'otp' ? m.sign_in_use_phone() : m.sign_in_use_password()}
    </Button>
  )
  const needs = { otherWay: change, onPasskeyRequired: () => setMustConfirm(true) }

  if (mustConfirm) return <ConfirmStep onBack={() => setMustConfirm(false)} />
  if (chosen === 'password') return <PasswordEntrance {...needs} />
  if (chosen === 'otp') return <CodeEntrance {...needs} />
  return <FormlessEntrance />
}

/** For a server where nothing is typed to come in. */
function FormlessEntrance() {
  const hasWays = useHasOtherWays()
  return (
    <Entrance title={m.sign_in_title()}>
      <WhyHere />
      {hasWays ? (
        <div className="flex flex-col gap-2.5">
          <OtherWays isNew={false} />
        </div>
      ) : (
        <p>{m.sign_in_no_way()}</p>
      )}
    </Entrance>
  )
}
