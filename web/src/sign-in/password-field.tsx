import { type ComponentProps, useState } from 'react'
import { m } from '#catalogue'
import { IconButton } from '../ui/button'
import { Field } from '../ui/field'

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type' | 'end'> & { label?: string }

/** A password that can be looked at while it is typed. */
export function PasswordField(props: Props) {
  const [isShown, setShown] = useState(false)
  return (
    <Field
      label={m.sign_in_password()}
      name="password"
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      required
      {...props}
      end={
        <IconButton
          icon={isShown ? 'eye_closed' : 'eye'}
          label={isShown ? m.sign_in_hide_password() : m.sign_in_show_password()}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  )
}
