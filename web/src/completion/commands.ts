import type { Suggestion } from './suggestion'

/** Something a button does, by its name. */
export interface Command {
  /** What is typed behind the `/`, in the language of the page. */
  name: string
  description: string
  run: () => void
}

/** All commands whose name a word begins, so that a slash alone lists what there is; null while no such word is begun. */
export function commandSuggestions(commands: readonly Command[], query: string | null): Suggestion[] {
  if (query === null) return []
  return commands
    .filter(({ name }) => name.startsWith(query.toLocaleLowerCase()))
    .map(({ name, description, run }) => ({ key: name, label: `/${name}`, note: description, run, text: '' }))
}

/** A text that begins as a command does. */
export interface TypedCommand {
  name: string
  /** Null where there is none of that name. */
  command: Command | null
  /** Commands take nothing behind their names. */
  isAlone: boolean
}

/** A `/` at the very beginning of a single line, and a word. A path has a second `/` behind the word, and is none. */
const typed = /^\/(\p{L}[\p{L}\p{N}-]*)([^\S\n]+.*)?$/u

/** The command that a text is meant as, if it is meant as one. */
export function commandIn(text: string, commands: readonly Command[]): TypedCommand | null {
  const found = typed.exec(text.trimEnd())
  if (!found) return null
  const [, name = '', words] = found
  const command = commands.find((one) => one.name === name.toLocaleLowerCase()) ?? null
  return { name, command, isAlone: words === undefined }
}
