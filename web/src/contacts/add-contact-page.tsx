import { m } from '#catalogue'
import { Face } from '../people/face'
import { calledBy } from '../people/person'
import { useClient } from '../shell/client-context'
import { homePath, Link, replacePlace, roomPath } from '../shell/router'
import { Entrance } from '../sign-in/entrance'
import { Button } from '../ui/button'
import { Naming } from '../ui/naming'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'

/** Where somebody's link leads: who they are, and whether one wants to be their contact. */
export function AddContactPage() {
  const client = useClient()
  const token = location.hash.slice(1)
  const { value: inviter, problem } = useFetched(token, client.api.openContactInvite)
  const [accept, accepting] = useAction(async () => {
    const { id } = await client.api.acceptContactInvite(token)
    const room = await client.createRoom({ room_type: 'direct', member_ids: [id] })
    replacePlace(roomPath(room.id))
  })

  return (
    <Entrance title={m.people_become_contacts()}>
      <div className="flex flex-col gap-4">
        {inviter && (
          <>
            <div className="flex items-center gap-3">
              <Face id={inviter.id} name={inviter.username} />
              <p className="min-w-0 wrap-anywhere">
                <Naming name={calledBy(inviter)} sentence={(name) => m.people_invites_you({ name })} />
              </p>
            </div>
            <Problem text={accepting.problem} />
            <Button look="main" disabled={accepting.isBusy} onClick={() => accept()}>
              {m.people_accept()}
            </Button>
          </>
        )}
        {!inviter && problem === null && <Waiting text={m.people_looking()} />}
        <Problem text={problem} />
        <Link
          href={homePath}
          className="grid min-h-10 place-items-center rounded-medium px-4 font-semibold text-accent hover:bg-accent-wash pointer-coarse:min-h-11"
        >
          {problem === null ? m.people_not_now() : m.people_go_to_rooms()}
        </Link>
      </div>
    </Entrance>
  )
}
