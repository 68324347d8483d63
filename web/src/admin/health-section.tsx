import { useState } from 'react'
import { m } from '#catalogue'
import type { Health } from '#protocol/admin'
import { Button } from '../ui/button'
import { bytesText, numberText } from '../ui/number'
import { Problem } from '../ui/problem'
import { dayAndTime } from '../ui/time'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'
import { Facts } from './facts'

/** How the server is, at the moment it was asked. */
export function HealthSection() {
  const api = useAdminApi()
  const [round, setRound] = useState(0)
  const { value: health, problem } = useFetched(round, api.health)

  if (!health) return problem === null ? <Waiting text={m.ui_loading()} /> : <Problem text={problem} />
  return (
    <>
      {health.is_disk_short && (
        <p role="alert" className="rounded-medium bg-danger-wash px-3 py-2 text-note text-danger">
          {m.admin_disk_short()}
        </p>
      )}
      <Facts facts={factsOf(health)} />
      <Problem text={problem} />
      <Button className="self-start" onClick={() => setRound(round + 1)}>
        {m.admin_look_again()}
      </Button>
    </>
  )
}

function factsOf(health: Health) {
  const database = health.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'
  return [
    [m.admin_version(), <bdi key="version">{health.version}</bdi>],
    [m.admin_runs_since(), dayAndTime(health.started_at)],
    [m.admin_connections(), numberText(health.connections)],
    [m.admin_people(), numberText(health.people)],
    [m.admin_rooms(), numberText(health.rooms)],
    [m.admin_entries(), numberText(health.messages)],
    [m.admin_database(), m.admin_database_size({ database, size: bytesText(health.database_bytes) })],
    [
      m.admin_disk(),
      m.admin_disk_free({
        free: bytesText(health.disk_free_bytes),
        total: bytesText(health.disk_total_bytes),
      }),
    ],
    [m.admin_memory(), bytesText(health.memory_bytes)],
  ] as const
}
