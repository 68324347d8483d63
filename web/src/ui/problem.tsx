/** Says at once, also to screen readers, that something did not work. Several things stand in lines of their own. Renders nothing without a text. */
export function Problem({ text }: { text: string | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {text && (
        <p className="rounded-medium bg-danger-wash px-3 py-2 text-note whitespace-pre-line text-danger">
          {text}
        </p>
      )}
    </div>
  )
}
