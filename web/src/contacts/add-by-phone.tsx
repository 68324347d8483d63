import { useState } from 'react'
import { cleanPhone } from '#client/phone'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

/** Asks somebody by their phone number. Whether anybody here has it is not told, only that they may answer. */
export function AddByPhone() {
  const { api } = useClient()
  const [asked, setAsked] = useState('')
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['phone'], async (data) => {
    setAsked('')
    const phone = cleanPhone(textOf(data, 'phone'))
    await api.askContact(phone)
    form.current?.reset()
    setAsked(phone)
  })

  return (
    <section aria-labelledby="add-by-phone">
      <h3 id="add-by-phone" className="mb-1.5 font-bold">
        Add by phone number
      </h3>
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-3">
        <Field
          label="Phone number"
          name="phone"
          type="tel"
          autoComplete="off"
          required
          placeholder="+49 151 12345678"
          hint="The whole number, with the country's code. They see your name."
          problem={problemOf('phone')}
        />
        <Problem text={problem} />
        <p role="status" className="rounded-medium bg-accent-wash px-3 py-2 text-note empty:sr-only">
          {asked !== '' && `If somebody here has ${asked}, they have your request now.`}
        </p>
        <Button look="main" type="submit" disabled={isBusy} className="self-start">
          Send request
        </Button>
      </form>
    </section>
  )
}
