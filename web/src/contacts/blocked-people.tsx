import { m } from '#catalogue'
import type { User } from '#protocol/accounts'
import { Face } from '../people/face'
import { useProfile } from '../people/person'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useContacts } from './use-contacts'

interface Props {
  /** Hears what was done, for people. */
  onDone: (text: string) => void
}

/** Whom one hears nothing of any more. */
export function BlockedPeople({ onDone }: Props) {
  const blocked = useContacts('blocked')
  if (blocked.length === 0) return null
  return (
    <section aria-labelledby="blocked">
      <h3 id="blocked" className="mb-1.5 font-bold">
        {m.people_blocked()}
      </h3>
      <ul className="flex flex-col gap-0.5">
        {blocked.map(({ user }) => (
          <Blocked key={user.id} user={user} onDone={onDone} />
        ))}
      </ul>
    </section>
  )
}

function Blocked({ user: { id, username }, onDone }: Props & { user: User }) {
  const { api } = useClient()
  const name = useProfile(id)?.display_name ?? username
  const [unblock, { isBusy, problem }] = useAction(async () => {
    await api.unblockContact(id)
    onDone(m.people_may_ask_again({ name }))
  })
  return (
    <li>
      <div className="flex min-h-11 items-center gap-2.5 ps-1.5">
        <Face id={id} name={username} size="small" />
        <bdi className="min-w-0 flex-1 truncate font-semibold">{name}</bdi>
        <Button aria-label={m.people_unblock_named({ name })} disabled={isBusy} onClick={() => unblock()}>
          {m.people_unblock()}
        </Button>
      </div>
      <Problem text={problem} />
    </li>
  )
}
