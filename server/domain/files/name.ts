import { limits } from '#protocol/limits'

/** Signs that are not seen, or that turn the direction of what follows, so that `gpj.exe` reads as `exe.jpg`. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu
/** What some system does not take in a name. */
const forbidden = /[<>:"|?*]/g
/** Names that Windows keeps for devices, whatever they end in. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i

/** The endings that files of each type go by, the usual one first. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'video/mp4': ['.mp4', '.m4v'],
  'video/webm': ['.webm'],
}

/** What a file is called, made of what its sender calls it: never a path, and nothing that deceives or harms. */
export function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const clean = base
    .normalize('NFC')
    .replace(unseen, '')
    .replace(forbidden, '_')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  return shortened(clean.replace(devices, '_$1')) || 'file'
}

/** The same with an ending that says what the file is by its content; where that is not known, the name stays. */
export function nameFor(name: string, type: string): string {
  const fitting = endings[type]
  if (!fitting || fitting.some((ending) => name.toLowerCase().endsWith(ending))) return name
  const ending = fitting[0] ?? ''
  return shortened(name.replace(/\.[^.]{1,8}$/, ''), limits.fileNameCharacters - ending.length) + ending
}

/** Keeps the ending. */
function shortened(name: string, most: number = limits.fileNameCharacters): string {
  const characters = Array.from(name)
  if (characters.length <= most) return name
  const ending = Array.from(/\.[^.]{1,16}$/.exec(name)?.[0] ?? '')
  return [...characters.slice(0, most - ending.length), ...ending].join('')
}
