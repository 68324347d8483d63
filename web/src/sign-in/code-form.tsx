import { useState } from 'react'
import { m } from '#catalogue'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { numberText } from '../ui/number'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useAction } from '../ui/use-action'
import { useCountdown } from '../ui/use-countdown'
import { useForm } from '../ui/use-form'

const pauseSeconds = 30

interface Props {
  /** Says where the code went. */
  where: string
  /** Has another code sent, which takes the place of this one. */
  again: () => Promise<unknown>
  submit: (code: string) => Promise<void>
  /** What the button does. */
  action?: string
  look?: 'main' | 'danger'
}

/** Six digits from a mail. Browsers and phones may fill them in. */
export function CodeForm({ where, again, submit, action = m.sign_in_title(), look = 'main' }: Props) {
  const { left, restart } = useCountdown(pauseSeconds)
  const [news, setNews] = useState('')
  const [repeat, repeating] = useAction(async () => {
    setNews('')
    await again()
    restart()
    setNews(m.sign_in_code_sent_again())
  })
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['code'], (data) =>
    submit(textOf(data, 'code').replace(/\D/g, '')),
  )

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="wrap-anywhere">{where}</p>
      <Field
        label={m.sign_in_code()}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        required
        maxLength={12}
        hint={m.sign_in_code_hint()}
        problem={problemOf('code')}
        className="text-center font-mono text-title tracking-[0.3em]"
      />
      <Problem text={problem ?? repeating.problem} />
      <Button look={look} type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_checking() : action}
      </Button>
      <Button look="quiet" disabled={left > 0 || repeating.isBusy} onClick={() => repeat()}>
        {left > 0 ? m.sign_in_code_again_in({ seconds: numberText(left) }) : m.sign_in_code_again()}
      </Button>
      <p role="status" className="text-note text-soft-ink empty:hidden">
        {news}
      </p>
    </form>
  )
}
