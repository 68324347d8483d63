import { m } from '#catalogue'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { PhoneField } from './phone-field'

export function PhoneForm({ onAsk }: { onAsk: (phone: string) => Promise<void> }) {
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['phone'], (data) =>
    onAsk(textOf(data, 'phone').trim()),
  )
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <PhoneField problem={problemOf('phone')} />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_asking() : m.sign_in_send_code()}
      </Button>
    </form>
  )
}
