import { m } from '#catalogue'
import { ContactRow } from './contact-row'
import { useContacts } from './use-contacts'

interface Props {
  /** Hears what was done, for people. */
  onDone: (text: string) => void
  onClose: () => void
}

/** One's contacts. */
export function ContactList({ onDone, onClose }: Props) {
  const contacts = useContacts('contact')
  return (
    <section aria-labelledby="contacts">
      <h3 id="contacts" className="mb-1.5 font-bold">
        {m.people_contacts()}
      </h3>
      {contacts.length === 0 && <p className="text-note text-soft-ink">{m.people_no_contacts()}</p>}
      <ul className="flex flex-col gap-0.5">
        {contacts.map(({ user }) => (
          <ContactRow key={user.id} user={user} onDone={onDone} onClose={onClose} />
        ))}
      </ul>
    </section>
  )
}
