import { type ReactNode, useState } from 'react'
import { m } from '#catalogue'
import { usePolicy, useReadable, useServer } from '../shell/client-context'
import { link } from '../shell/link'
import { Button } from '../ui/button'
import { Entrance } from './entrance'
import { ForgotForm } from './forgot-form'
import { OrOtherWays } from './other-ways'
import { RegisterForm } from './register-form'
import { SignInForm } from './sign-in-form'
import { WhyHere } from './why-here'

const titles = { sign_in: m.sign_in_title, register: m.sign_in_create, forgot: m.sign_in_forgot }

interface Props {
  otherWay: ReactNode
  onPasskeyRequired: () => void
}

/** Signing in with a password, getting an account that has one, or a new one for it. */
export function PasswordEntrance({ otherWay, onPasskeyRequired }: Props) {
  const { has_mail: hasMail } = useServer()
  const registration = usePolicy()['accounts.registration']
  const invitation = useReadable(link)
  const [task, setTask] = useState<keyof typeof titles>(invitation ? 'register' : 'sign_in')
  const mayRegister = registration === 'open' || invitation !== null
  const isIn = task === 'sign_in'

  return (
    <Entrance
      title={titles[task]()}
      below={
        <>
          {(mayRegister || !isIn) && (
            <p>
              {isIn
                ? m.sign_in_new_here()
                : task === 'register'
                  ? m.sign_in_have_account()
                  : m.sign_in_remembered()}
              <Button look="quiet" className="px-2" onClick={() => setTask(isIn ? 'register' : 'sign_in')}>
                {isIn ? m.sign_in_create() : m.sign_in_title()}
              </Button>
            </p>
          )}
          {otherWay}
        </>
      }
    >
      <WhyHere />
      {isIn && <SignInForm onPasskeyRequired={onPasskeyRequired} />}
      {task === 'register' && <RegisterForm />}
      {task === 'forgot' && <ForgotForm />}
      {isIn && hasMail && (
        <Button look="quiet" className="mt-2 w-full" onClick={() => setTask('forgot')}>
          {m.sign_in_forgot()}
        </Button>
      )}
      {task !== 'forgot' && <OrOtherWays isNew={task === 'register'} />}
    </Entrance>
  )
}
