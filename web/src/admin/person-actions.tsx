import { useId } from 'react'
import type { ServerRole } from '#protocol/accounts'
import type { Person } from '#protocol/admin'
import { useMe } from '../shell/client-context'
import { Button } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { inputLook } from '../ui/field'
import { Problem } from '../ui/problem'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useAdminApi } from './admin-context'
import { roleNames } from './role-names'
import { useProven } from './use-proven'

interface Props {
  person: Person
  onChange: (person: Person) => void
}

/** What may be done about somebody: a role, keeping them out, signing them out. */
export function PersonActions({ person, onChange }: Props) {
  const api = useAdminApi()
  const me = useMe()
  const [proven, dialog] = useProven()
  const isSelf = person.id === me.id
  const setDisabled = async (isDisabled: boolean) =>
    onChange(await proven(() => api.setDisabled(person.id, isDisabled)))
  const [enable, enabling] = useAction(() => setDisabled(false))

  return (
    <div className="flex flex-col gap-3 px-3 pt-1 pb-4 wide:ps-[54px]">
      <p className="text-small text-soft-ink">
        Here since {dayAndTime(person.created_at)}
        {person.last_seen_at && `, last seen ${dayAndTime(person.last_seen_at)}`}
      </p>
      {me.role === 'owner' && <RoleChoice person={person} onChange={onChange} proven={proven} />}
      {!isSelf && (
        <>
          <ConfirmedAction
            label="Sign out everywhere"
            question={`Sign ${person.username} out on all devices? They can sign in again.`}
            confirm="Sign out"
            action={async () => void (await proven(() => api.endSessions(person.id)))}
          />
          {person.disabled_at === null ? (
            <ConfirmedAction
              label="Disable this account"
              question={`Keep ${person.username} out? They are signed out at once and cannot sign in. What they wrote stays.`}
              confirm="Disable"
              action={() => setDisabled(true)}
            />
          ) : (
            <Button disabled={enabling.isBusy} onClick={() => enable()}>
              Let them in again
            </Button>
          )}
        </>
      )}
      <Problem text={enabling.problem} />
      {dialog}
    </div>
  )
}

type Proven = ReturnType<typeof useProven>[0]

function RoleChoice({ person, onChange, proven }: Props & { proven: Proven }) {
  const api = useAdminApi()
  const field = useId()
  const [give, { isBusy, problem }] = useAction(async (role: ServerRole) =>
    onChange(await proven(() => api.changeRole(person.id, role))),
  )
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={field} className="font-semibold">
        Role
      </label>
      <select
        id={field}
        value={person.role}
        disabled={isBusy}
        onChange={(event) => {
          const role = roles.find((one) => one === event.target.value)
          if (role) void give(role)
        }}
        className={inputLook}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleNames[role]}
          </option>
        ))}
      </select>
      <Problem text={problem} />
    </div>
  )
}

const roles = ['member', 'admin', 'owner'] as const
