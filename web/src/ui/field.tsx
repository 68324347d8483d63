import { type ComponentProps, type ReactNode, useId } from 'react'

export const inputLook =
  'w-full min-h-11 rounded-medium border border-field-line bg-sheet px-3 py-2 placeholder:text-soft-ink aria-invalid:border-danger'

/** What is written from left to right in every language. Names and words go as their own letters do. */
const directions: Record<string, string> = {
  text: 'auto',
  search: 'auto',
  email: 'ltr',
  tel: 'ltr',
  password: 'ltr',
}

type Props = ComponentProps<'input'> & {
  label: string
  /** Told beforehand, below the field. */
  hint?: ReactNode
  /** What is wrong with what was entered. */
  problem?: string | undefined
  /** Shown inside the field, at its end. */
  end?: ReactNode
}

/** A labelled field whose hint and problem are read out with it. */
export function Field({ label, hint, problem, end, className = '', ...input }: Props) {
  const id = useId()
  const described = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {/* What is at the end stands there in the page, whichever way the field itself is written. */}
      <div className="relative">
        <input
          id={id}
          aria-invalid={problem ? true : undefined}
          aria-describedby={described || undefined}
          dir={directions[input.type ?? 'text']}
          {...input}
          className={`${inputLook} ${end ? 'pr-12 rtl:pr-3 rtl:pl-12' : ''} ${className}`}
        />
        {end && <div className="absolute inset-y-0 end-0.5 grid place-items-center">{end}</div>}
      </div>
      {problem && (
        <p id={`${id}-problem`} className="text-small text-danger">
          {problem}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-small text-soft-ink">
          {hint}
        </div>
      )}
    </div>
  )
}
