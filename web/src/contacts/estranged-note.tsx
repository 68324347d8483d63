import { m } from '#catalogue'
/** In place of the field to write in, where the other is no contact any more. */
export function EstrangedNote() {
  return <p className="border-t border-line p-4 text-center text-soft-ink">{m.people_estranged()}</p>
}
