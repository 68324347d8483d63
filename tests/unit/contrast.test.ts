import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contrast, type Lch } from './colour'

const web = join(import.meta.dir, '..', '..', 'web')
const tokens = readFileSync(join(web, 'tokens.css'), 'utf8')
const styles = readFileSync(join(web, 'src', 'styles.css'), 'utf8')

/** WCAG 2.2, 1.4.3: text as small as names and initials are. */
const least = 4.5
const hues = Array.from({ length: 360 }, (_, hue) => hue)
const themes = ['light', 'dark'] as const

const value = String.raw`oklch\(([\d.]+)% ([\d.]+) ([\d.]+|var\(--hue\))\)`

/** A token's colour in both themes. */
function token(name: string): Record<(typeof themes)[number], Lch> {
  const found = new RegExp(`--${name}: light-dark\\(${value}, ${value}\\)`).exec(tokens)
  if (!found) throw new Error(`tokens.css has no colour --${name}`)
  return { light: lch(found.slice(1, 4)), dark: lch(found.slice(4, 7)) }
}

function lch([lightness, chroma, hue]: readonly string[]): Lch {
  return { lightness: Number(lightness) / 100, chroma: Number(chroma), hue: Number(hue) }
}

/** What a utility of styles.css makes of a hue; one colour counts for both themes. */
function ofHue(property: string, utility: string): (theme: string, hue: number) => Lch {
  const rules = new RegExp(`@utility ${utility} \\{([^}]*)\\}`).exec(styles)?.[1] ?? ''
  const declared = new RegExp(`${property}: ([^;]+);`).exec(rules)?.[1] ?? ''
  const colours = [...declared.matchAll(new RegExp(value, 'g'))].map((found) => found.slice(1, 4))
  return (theme, hue) => {
    const parts = (theme === 'dark' ? colours.at(-1) : colours.at(0)) ?? []
    if (parts.length !== 3) throw new Error(`${utility} has no ${property}`)
    return lch(parts.map((part) => (part.startsWith('var') ? `${hue}` : part)))
  }
}

function weakest(measure: (theme: (typeof themes)[number], hue: number) => number): number {
  return Math.min(...themes.flatMap((theme) => hues.map((hue) => measure(theme, hue))))
}

for (const surface of ['sheet', 'accent-wash', 'paper']) {
  test(`[UI-3] names of every colour can be read on ${surface}, light and dark`, () => {
    const name = ofHue('color', 'person-name')
    const ground = token(surface)
    expect(weakest((theme, hue) => contrast(name(theme, hue), ground[theme]))).toBeGreaterThanOrEqual(least)
  })
}

test('[UI-3] initials can be read on a face of every colour', () => {
  const letters = ofHue('color', 'person-face')
  const face = ofHue('background', 'person-face')
  const measure = (theme: string, hue: number) => contrast(letters(theme, hue), face(theme, hue))
  expect(weakest(measure)).toBeGreaterThanOrEqual(least)
})

test('[UI-3] what bubbles say can be read, own and of others, light and dark', () => {
  for (const surface of ['sheet', 'accent-wash', 'paper'])
    for (const ink of ['ink', 'soft-ink'])
      for (const theme of themes)
        expect(contrast(token(ink)[theme], token(surface)[theme])).toBeGreaterThanOrEqual(least)
})
