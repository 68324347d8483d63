/** In place of the field to write in, where the other is no contact any more. */
export function EstrangedNote() {
  return (
    <p className="border-t border-line p-4 text-center text-soft-ink">
      You are not contacts, so nothing can be added here. What was said stays.
    </p>
  )
}
