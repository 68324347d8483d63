import { useId } from 'react'
import { m } from '#catalogue'
import type { ServerRole } from '#protocol/accounts'
import type { Person } from '#protocol/admin'
import { useMe } from '../shell/client-context'
import { Button } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { Problem } from '../ui/problem'
import { Select } from '../ui/select'
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
      <p className="text-small text-soft-ink">{sinceText(person)}</p>
      {me.role === 'owner' && <RoleChoice person={person} onChange={onChange} proven={proven} />}
      {!isSelf && (
        <>
          <ConfirmedAction
            label={m.admin_sign_out_everywhere()}
            question={m.admin_sign_out_question({ name: person.username })}
            confirm={m.admin_sign_out()}
            action={async () => void (await proven(() => api.endSessions(person.id)))}
          />
          {person.disabled_at === null ? (
            <ConfirmedAction
              label={m.admin_disable_account()}
              question={m.admin_disable_question({ name: person.username })}
              confirm={m.admin_disable()}
              action={() => setDisabled(true)}
            />
          ) : (
            <Button disabled={enabling.isBusy} onClick={() => enable()}>
              {m.admin_enable()}
            </Button>
          )}
        </>
      )}
      <Problem text={enabling.problem} />
      {dialog}
    </div>
  )
}

function sinceText({ created_at, last_seen_at }: Person): string {
  const when = dayAndTime(created_at)
  if (!last_seen_at) return m.admin_here_since({ when })
  return m.admin_here_since_seen({ when, seen: dayAndTime(last_seen_at) })
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
        {m.admin_role()}
      </label>
      <Select
        id={field}
        value={person.role}
        disabled={isBusy}
        onChange={(event) => {
          const role = roles.find((one) => one === event.target.value)
          if (role) void give(role)
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleNames[role]()}
          </option>
        ))}
      </Select>
      <Problem text={problem} />
    </div>
  )
}

const roles = ['member', 'admin', 'owner'] as const
