import { m } from '#catalogue'
import { IconButton } from '../ui/button'
import type { IconName } from '../ui/icon-paths'
import type { Format } from './format'

const formats: readonly { format: Format; icon: IconName; label: () => string }[] = [
  { format: 'bold', icon: 'bold', label: () => m.composer_bold() },
  { format: 'italic', icon: 'italic', label: () => m.composer_italic() },
  { format: 'strike', icon: 'strike', label: () => m.composer_strike() },
  { format: 'code', icon: 'code', label: () => m.composer_code() },
  { format: 'link', icon: 'link', label: () => m.composer_link() },
  { format: 'quote', icon: 'quote', label: () => m.composer_quote() },
  { format: 'list', icon: 'bullets', label: () => m.composer_list() },
]

/** Buttons for what can be made of the selected words. They leave the focus in the field. */
export function FormattingRow({ onFormat }: { onFormat: (format: Format) => void }) {
  return (
    <fieldset aria-label={m.composer_formatting()} className="quiet-scroll flex overflow-x-auto px-1">
      {formats.map(({ format, icon, label }) => (
        <IconButton
          key={format}
          icon={icon}
          label={label()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        />
      ))}
    </fieldset>
  )
}
