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
