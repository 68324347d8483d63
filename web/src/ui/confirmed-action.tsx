import { useState } from 'react'
import { m } from '#catalogue'
import { Button } from './button'
import { Problem } from './problem'
import { useAction } from './use-action'

interface Props {
  /** What the button says at first. */
  label: string
  /** What is asked before it happens; says what is lost. */
  question: string
  /** What the confirming button says. */
  confirm: string
  action: () => Promise<void>
  /** `danger` for what takes something away from somebody. */
  look?: 'danger' | 'main'
}

/** A button for something that cannot be undone: it asks once, in place. */
export function ConfirmedAction({ label, question, confirm, action, look = 'danger' }: Props) {
  const [isAsking, setAsking] = useState(false)
  const [run, { isBusy, problem }] = useAction(action)

  if (!isAsking)
    return (
      <Button className={look === 'danger' ? 'text-danger' : ''} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  return (
    <fieldset
      className={`flex flex-col gap-3 rounded-medium p-3 ${look === 'danger' ? 'bg-danger-wash' : 'bg-accent-wash'}`}
    >
      <legend className="float-start mb-2">{question}</legend>
      <div className="clear-both flex flex-wrap gap-2">
        <Button look={look} disabled={isBusy} onClick={() => run()}>
          {confirm}
        </Button>
        <Button autoFocus onClick={() => setAsking(false)}>
          {m.ui_cancel()}
        </Button>
      </div>
      <Problem text={problem} />
    </fieldset>
  )
}
