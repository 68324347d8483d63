import { useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { useClient, useMe } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { ColorChoice } from './color-choice'

/** What others see of oneself: a name and a colour. */
export function Profile() {
  const client = useClient()
  const me = useMe()
  const [isSaved, setSaved] = useState(false)
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['display_name'], async (data) => {
    setSaved(false)
    const name = textOf(data, 'display_name').trim()
    await client.changeProfile({ display_name: name === '' ? null : name })
    setSaved(true)
  })

  return (
    <section aria-labelledby="profile" className="flex flex-col gap-3">
      <h3 id="profile" className="-mb-1.5 font-bold">
        {m.settings_profile()}
      </h3>
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-3">
        <Field
          label={m.settings_display_name()}
          name="display_name"
          autoComplete="name"
          dir="auto"
          maxLength={limits.displayNameCharacters * 2}
          defaultValue={me.display_name ?? ''}
          placeholder={me.username}
          hint={m.settings_display_name_hint({ name: me.username })}
          problem={problemOf('display_name')}
          onChange={() => setSaved(false)}
        />
        <Problem text={problem} />
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={isBusy}>
            {m.settings_save_name()}
          </Button>
          <span role="status" className="text-small text-soft-ink">
            {isSaved && m.settings_saved()}
          </span>
        </div>
      </form>
      <ColorChoice />
    </section>
  )
}
