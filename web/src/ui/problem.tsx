/** Says at once, also to screen readers, that something did not work. Renders nothing without a text. */
export function Problem({ text }: { text: string | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {text && <p className="rounded-medium bg-danger-wash px-3 py-2 text-note text-danger">{text}</p>}
    </div>
  )
}
