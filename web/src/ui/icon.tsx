import { type IconName, iconPaths, pointing } from './icon-paths'

/** A picture that says nothing by itself: the control around it carries the name. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${pointing.has(name) ? 'rtl:-scale-x-100' : ''} ${className}`}
    >
      <path d={iconPaths[name]} />
    </svg>
  )
}
