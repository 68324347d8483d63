import type { ReactNode } from 'react'
import type { useCombobox } from '../ui/use-combobox'

/** A part of a list of options, with a heading. */
export function OptionGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset aria-label={label} className="min-w-0">
      <div aria-hidden="true" className="px-2 pt-2 pb-1 text-small font-semibold text-soft-ink">
        {label}
      </div>
      {children}
    </fieldset>
  )
}

type OptionProps = ReturnType<ReturnType<typeof useCombobox>['optionProps']> & {
  isActive: boolean
  children: ReactNode
}

export function Option({ isActive, children, ...rest }: OptionProps) {
  return (
    <div
      {...rest}
      className={`flex cursor-pointer items-center gap-[11px] rounded-medium p-2 ${isActive ? 'bg-accent-wash' : ''}`}
    >
      {children}
    </div>
  )
}
