import { useState } from 'react'
import { usePolicy } from '../shell/client-context'
import { Button } from '../ui/button'
import { CodeEntrance } from './code-entrance'
import { Entrance } from './entrance'
import { PasswordEntrance } from './password-entrance'

/** The way in, with the methods this server offers and no other. */
export function SignInPage() {
  const policy = usePolicy()
  const ways = (['password', 'otp'] as const).filter((way) => policy[`sign_in.${way}`])
  const [chosen, setChosen] = useState(ways[0])
  const other = ways.find((way) => way !== chosen)
  const change = other && (
    <Button look="quiet" className="px-2" onClick={() => setChosen(other)}>
      {other === 'otp' ? 'Use your phone number' : 'Use a password'}
    </Button>
  )

  if (chosen === 'password') return <PasswordEntrance otherWay={change} />
  if (chosen === 'otp') return <CodeEntrance otherWay={change} />
  return (
    <Entrance title="Sign in">
      <p>This server has no way to sign in that this page knows.</p>
    </Entrance>
  )
}
