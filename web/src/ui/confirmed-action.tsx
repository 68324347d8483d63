import { type ComponentProps, useState } from 'react'
import { Button } from './button'
import { Question } from './question'

interface Props extends Omit<ComponentProps<typeof Question>, 'look' | 'onCancel' | 'takesFocus'> {
  /** What the button says at first. */
  label: string
  look?: 'danger' | 'main'
}

/** A button for something that cannot be undone: it asks once, in place. */
export function ConfirmedAction({ label, look = 'danger', ...asked }: Props) {
  const [isAsking, setAsking] = useState(false)
  if (isAsking) return <Question {...asked} look={look} takesFocus onCancel={() => setAsking(false)} />
  return (
    <Button className={look === 'danger' ? 'text-danger' : ''} onClick={() => setAsking(true)}>
      {label}
    </Button>
  )
}
