import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiError } from '#client/api-error'
import type { FieldError } from '#protocol/errors'
import { explain } from './explain'
import { detailText } from './problem-text'

interface FormState {
  isBusy: boolean
  /** What is wrong with the whole, or with a field the form does not show. */
  problem: string | null
  fieldErrors: readonly FieldError[]
}

const idle: FormState = { isBusy: false, problem: null, fieldErrors: [] }

/**
 * Submits a form and sorts what the server found wrong by field; the first wrong field gets the focus.
 * `fields` are the paths that the form shows problems of.
 */
export function useForm(fields: readonly string[], submit: (data: FormData) => Promise<void>) {
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState(idle)

  useEffect(() => {
    if (state.fieldErrors.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [state.fieldErrors])

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (state.isBusy) return
    setState({ ...idle, isBusy: true })
    try {
      await submit(new FormData(event.currentTarget))
      setState(idle)
    } catch (error) {
      setState({ isBusy: false, ...sorted(error, fields) })
    }
  }

  /** What is wrong with one field, in one text. */
  function problemOf(path: string): string | undefined {
    const details = state.fieldErrors
      .filter((error) => error.path === path)
      .map((error) => detailText(error.detail))
    return details.length === 0 ? undefined : details.map(asSentence).join(' ')
  }

  return { form, onSubmit, problemOf, isBusy: state.isBusy, problem: state.problem }
}

function sorted(error: unknown, fields: readonly string[]): Pick<FormState, 'problem' | 'fieldErrors'> {
  const fieldErrors =
    error instanceof ApiError ? error.errors.filter(({ path }) => fields.includes(path)) : []
  return { fieldErrors, problem: fieldErrors.length === 0 ? explain(error) : null }
}

function asSentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1)
  return /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text
}
