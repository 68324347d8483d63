import { type ReactNode, useState } from 'react'
import { ApiError } from '#client/api-error'
import { PasswordAgain } from './password-again'

interface Waiting {
  repeat: () => void
  giveUp: () => void
}

/**
 * Runs what the server only does soon after it was given the password. When it asks, the person is asked, and what they
 * wanted is done then.
 * @returns the runner, which rejects when the person does not give the password, and what to render
 */
export function useProven(): [<Result>(work: () => Promise<Result>) => Promise<Result>, ReactNode] {
  const [waiting, setWaiting] = useState<Waiting | null>(null)

  async function proven<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'reauthenticate')) throw error
      await new Promise<void>((repeat, giveUp) => setWaiting({ repeat, giveUp: () => giveUp(error) }))
      return work()
    }
  }

  const dialog = waiting && (
    <PasswordAgain
      onGiven={() => {
        waiting.repeat()
        setWaiting(null)
      }}
      onClose={() => {
        waiting.giveUp()
        setWaiting(null)
      }}
    />
  )
  return [proven, dialog]
}
