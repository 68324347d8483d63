import { useState } from 'react'
import { m } from '#catalogue'
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
        {m.people_add_by_phone()}
      </h3>
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-3">
        <Field
          label={m.people_phone()}
          name="phone"
          type="tel"
          autoComplete="off"
          required
          placeholder={m.sign_in_phone_example()}
          hint={m.people_phone_hint()}
          problem={problemOf('phone')}
        />
        <Problem text={problem} />
        <p role="status" className="rounded-medium bg-accent-wash px-3 py-2 text-note empty:sr-only">
          {asked !== '' && m.people_phone_asked({ phone: asked })}
        </p>
        <Button look="main" type="submit" disabled={isBusy} className="self-start">
          {m.people_send_request()}
        </Button>
      </form>
    </section>
  )
}
