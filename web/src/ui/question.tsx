import { m } from '#catalogue'
import { Button } from './button'
import { Problem } from './problem'
import { useAction } from './use-action'

interface Props {
  /** What is asked before it happens; says what is lost. */
  question: string
  /** What the confirming button says. */
  confirm: string
  action: () => Promise<void>
  onCancel: () => void
  /** `danger` for what takes something away from somebody. */
  look: 'danger' | 'main'
  /** Where what was pressed gives way to it. */
  takesFocus?: boolean
}

/** Asks in place whether something is to be done that cannot be undone. */
export function Question({ question, confirm, action, onCancel, look, takesFocus = false }: Props) {
  const [run, { isBusy, problem }] = useAction(action)
  return (
    <fieldset
      className={`flex flex-col gap-3 rounded-medium p-3 ${look === 'danger' ? 'bg-danger-wash' : 'bg-accent-wash'}`}
    >
      <legend className="float-start mb-2">{question}</legend>
      <div className="clear-both flex flex-wrap gap-2">
        <Button look={look} disabled={isBusy} onClick={() => run()}>
          {confirm}
        </Button>
        <Button autoFocus={takesFocus} onClick={onCancel}>
          {m.ui_cancel()}
        </Button>
      </div>
      <Problem text={problem} />
    </fieldset>
  )
}
