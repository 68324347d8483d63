import type { User } from '#protocol/accounts'
import { calledBy } from './person'

/** What somebody is called, with the username that they alone have behind it where that is another. */
export function PersonName({ person }: { person: User }) {
  const name = calledBy(person)
  return (
    <span className="min-w-0 truncate">
      <bdi className="font-semibold">{name}</bdi>
      {name !== person.username && (
        <>
          {' '}
          <bdi className="text-soft-ink">{person.username}</bdi>
        </>
      )}
    </span>
  )
}
