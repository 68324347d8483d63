import { useState } from 'react'
import { useHasGuests } from '../guests/guest-button'
import { BrandMark } from '../shell/brand'
import { usePolicy, useServer } from '../shell/client-context'
import { returned, sentenceFor } from '../shell/returned'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { ConfirmStep } from './confirm-step'
import { OtherWays } from './other-ways'
import { RegisterForm } from './register-form'
import { SignInForm } from './sign-in-form'
import { useHasPasskeys } from './use-passkey'

/** The way in, with the methods this server offers and no other. */
export function SignInPage() {
  const hasPassword = usePolicy()['sign_in.password']
  const [isNew, setNew] = useState(false)
  const [mustConfirm, setMustConfirm] = useState(returned.problem === 'passkey_required')

  return (
    <main className="quiet-scroll flex h-full flex-col items-center p-4 pt-[max(1rem,8vh)]">
      <div className="mb-6 flex items-center gap-3 text-large font-bold tracking-tight">
        <BrandMark className="size-9" />
        natter
      </div>
      <section className="w-full max-w-96 rounded-large border border-line bg-sheet p-6 shadow-sheet">
        {mustConfirm ? (
          <ConfirmStep onBack={() => setMustConfirm(false)} />
        ) : (
          <WaysIn isNew={isNew} onPasskeyRequired={() => setMustConfirm(true)} />
        )}
      </section>
      {hasPassword && !mustConfirm && (
        <p className="mt-4 flex flex-wrap items-center justify-center gap-x-1 text-soft-ink">
          {isNew ? 'You have an account?' : 'New here?'}
          <Button look="quiet" className="px-2" onClick={() => setNew(!isNew)}>
            {isNew ? 'Sign in' : 'Create an account'}
          </Button>
        </p>
      )}
    </main>
  )
}

function WaysIn({ isNew, onPasskeyRequired }: { isNew: boolean; onPasskeyRequired: () => void }) {
  const hasPassword = usePolicy()['sign_in.password']
  const hasPasskeys = useHasPasskeys()
  const hasServices = useServer().oauth_providers.length > 0
  const hasGuests = useHasGuests()
  if (!hasPassword && !hasPasskeys && !hasServices && !hasGuests)
    return <p>This server has no way to sign in that this page knows.</p>
  return (
    <>
      <h1 className="mb-4 text-large font-bold">{isNew ? 'Create an account' : 'Sign in'}</h1>
      <div className="mb-4 empty:hidden">
        {returned.problem && <Problem text={sentenceFor(returned.problem)} />}
      </div>
      {hasPassword && (isNew ? <RegisterForm /> : <SignInForm onPasskeyRequired={onPasskeyRequired} />)}
      <OtherWays isNew={isNew} />
    </>
  )
}
