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
        Contacts
      </h3>
      {contacts.length === 0 && (
        <p className="text-note text-soft-ink">
          None yet. Ask somebody by their phone number, or send them a link.
        </p>
      )}
      <ul className="flex flex-col gap-0.5">
        {contacts.map(({ user }) => (
          <ContactRow key={user.id} user={user} onDone={onDone} onClose={onClose} />
        ))}
      </ul>
    </section>
  )
}
