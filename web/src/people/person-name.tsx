import type { User } from '#protocol/accounts'
import { calledBy } from './person'

/** What somebody is called, with the username that they alone have behind it where that is another. */
export function PersonName({ person }: { person: User }) {
  const { display_name, username } = person
  return (
    <span className="min-w-0 truncate">
      <bdi className="font-semibold">{calledBy(person)}</bdi>
      {display_name !== null && display_name !== username && (
        <>
          {' '}
          <bdi className="text-soft-ink">{username}</bdi>
        </>
      )}
    </span>
  )
}
