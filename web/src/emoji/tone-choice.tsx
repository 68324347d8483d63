import { useId } from 'react'
import { m } from '#catalogue'
import { chooseTone } from './habits'
import { type Tone, tones, withTone } from './tone'

const names: Record<Tone, () => string> = {
  '': () => m.emoji_tone_none(),
  '🏻': () => m.emoji_tone_light(),
  '🏼': () => m.emoji_tone_medium_light(),
  '🏽': () => m.emoji_tone_medium(),
  '🏾': () => m.emoji_tone_medium_dark(),
  '🏿': () => m.emoji_tone_dark(),
}

/** The skin tone, kept on this device. */
export function ToneChoice({ tone }: { tone: Tone }) {
  const group = useId()
  return (
    <fieldset className="flex shrink-0">
      <legend className="sr-only">{m.emoji_tone()}</legend>
      {tones.map((option) => (
        <label
          key={option}
          title={names[option]()}
          className="emoji grid size-8 cursor-pointer place-items-center rounded-medium text-[1.15rem] leading-none has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-11"
        >
          <input
            type="radio"
            name={group}
            aria-label={names[option]()}
            checked={option === tone}
            onChange={() => chooseTone(option)}
            className="sr-only"
          />
          {withTone('✋', option)}
        </label>
      ))}
    </fieldset>
  )
}
