import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const prefix = 'virtual:emoji/'
/** Since then emoji are missing on devices still in use; the client asks the device which it can draw. */
const firstDoubtfulVersion = 14

const groupsSchema = z.array(
  z.object({
    slug: z.string(),
    emojis: z.array(
      z.object({
        emoji: z.string(),
        name: z.string(),
        skin_tone_support: z.boolean(),
        emoji_version: z.coerce.number(),
      }),
    ),
  }),
)
const keywordsSchema = z.record(z.string(), z.array(z.string()))
const annotationsSchema = z.object({
  annotations: z.object({
    annotations: z.record(
      z.string(),
      z.object({ default: z.array(z.string()).default([]), tts: z.array(z.string()).default([]) }),
    ),
  }),
})

/**
 * Brings the names of emoji into the web client as the modules `virtual:emoji/en` and `virtual:emoji/ar`, each cut
 * down to what the picker needs. Their shapes are declared in web/src/emoji/names.d.ts.
 */
export function emojiNames(): Plugin {
  return {
    name: 'emoji-names',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${prefix}en`) return moduleOf('groups', englishGroups())
      if (id === `\0${prefix}ar`) return moduleOf('names', arabicNames())
      return null
    },
  }
}

/** JSON.parse of a text is several times faster than the same as a program. */
function moduleOf(name: string, value: unknown): string {
  return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))})`
}

/** Every emoji in the order of Unicode: [emoji, name, keywords, whether it takes a skin tone, version where in doubt]. */
export function englishGroups() {
  const keywords = keywordsSchema.parse(require('emojilib/dist/emoji-en-US.json'))
  return readGroups().map(({ slug, emojis }) => ({
    slug,
    emojis: emojis.map(({ emoji, name, skin_tone_support, emoji_version }) => {
      // The first keyword is the name once more.
      const words = (keywords[emoji] ?? []).slice(1).map((word) => word.replaceAll('_', ' '))
      const version = emoji_version >= firstDoubtfulVersion ? emoji_version : 0
      return [emoji, name, words.join('|'), skin_tone_support ? 1 : 0, version] as const
    }),
  }))
}

/** The name and the keywords of each emoji that has an Arabic one. Flags are called as their country is. */
export function arabicNames(): Record<string, [name: string, keywords: string]> {
  const file = annotationsSchema.parse(require('cldr-annotations-full/annotations/ar/annotations.json'))
  const { annotations } = file.annotations
  const regions = new Intl.DisplayNames('ar', { type: 'region' })
  const named = readGroups()
    .flatMap(({ emojis }) => emojis)
    .flatMap(({ emoji }) => {
      const region = regionOf(emoji)
      if (region) return [[emoji, [`علم ${regions.of(region)}`, '']] as const]
      const found = annotations[emoji] ?? annotations[emoji.replaceAll('\uFE0F', '')]
      const [name] = found?.tts ?? []
      return name ? [[emoji, [name, (found?.default ?? []).join('|')]] as const] : []
    })
  return Object.fromEntries(named.map(([emoji, [name, words]]) => [emoji, [name, words]]))
}

function readGroups() {
  return groupsSchema.parse(require('unicode-emoji-json/data-by-group.json'))
}

/** The two letters of the country whose flag this is. */
function regionOf(emoji: string): string | null {
  const letters = Array.from(emoji, (sign) => (sign.codePointAt(0) ?? 0) - 0x1f1e6)
  const isFlag = letters.length === 2 && letters.every((letter) => letter >= 0 && letter < 26)
  return isFlag ? String.fromCharCode(...letters.map((letter) => letter + 65)) : null
}
