import { useState } from 'react'
import { BrandMark } from '../shell/brand'
import { usePolicy, useReadable } from '../shell/client-context'
import { link } from '../shell/link'
import { Button } from '../ui/button'
import { RegisterForm } from './register-form'
import { SignInForm } from './sign-in-form'

const offers = {
  invitation: 'You are invited. Create an account to come in.',
  owner: 'This link makes you the owner of this server. Create an account, or sign in with yours.',
}

/** The way in, with the methods this server offers and no other. */
export function SignInPage() {
  const policy = usePolicy()
  const invitation = useReadable(link)
  const [isNew, setNew] = useState(invitation !== null)
  const mayRegister = policy['accounts.registration'] === 'open' || invitation !== null

  return (
    <main className="quiet-scroll flex h-full flex-col items-center p-4 pt-[max(1rem,8vh)]">
      <div className="mb-6 flex items-center gap-3 text-large font-bold tracking-tight">
        <BrandMark className="size-9" />
        natter
      </div>
      <section className="w-full max-w-96 rounded-large border border-line bg-sheet p-6 shadow-sheet">
        {policy['sign_in.password'] ? (
          <>
            <h1 className="mb-4 text-large font-bold">{isNew ? 'Create an account' : 'Sign in'}</h1>
            {invitation && (
              <p className="mb-4 rounded-medium bg-accent-wash px-3 py-2 text-note">
                {offers[invitation.kind]}
              </p>
            )}
            {isNew ? <RegisterForm /> : <SignInForm />}
          </>
        ) : (
          <p>This server has no way to sign in that this page knows.</p>
        )}
      </section>
      {policy['sign_in.password'] && mayRegister && (
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
