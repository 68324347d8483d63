/** The mark: a word begun. */
export function BrandMark({ className = 'size-7' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={`shrink-0 ${className}`}>
      <path
        className="fill-accent"
        d="M10 0h12a10 10 0 0 1 10 10v12a10 10 0 0 1-10 10H3a3 3 0 0 1-3-3V10A10 10 0 0 1 10 0z"
      />
      <path
        className="fill-on-accent"
        d="M6.9 18.4c0-4.3 2.3-7.5 6-8.9l.9 1.7c-1.9.9-3.1 2.2-3.4 3.9a3.7 3.7 0 1 1-3.5 3.3zM16.7 18.4c0-4.3 2.3-7.5 6-8.9l.9 1.7c-1.9.9-3.1 2.2-3.4 3.9a3.7 3.7 0 1 1-3.5 3.3z"
      />
    </svg>
  )
}
