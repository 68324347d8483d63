import { useReadable } from '../shell/client-context'
import { link } from '../shell/link'

const offers = {
  invitation: 'You are invited. Create an account to come in.',
  owner: 'This link makes you the owner of this server. Create an account, or sign in with yours.',
}

/** What the link that brought somebody here is for. Renders nothing for who came without one. */
export function LinkNote() {
  const current = useReadable(link)
  if (!current) return null
  return <p className="mb-4 rounded-medium bg-accent-wash px-3 py-2 text-note">{offers[current.kind]}</p>
}
