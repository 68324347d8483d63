import { mostSuggestions, type Suggestion } from './suggestion'

/** Something a button does, by its name. */
export interface Command {
  /** What is typed behind the `/`, in the language of the page. */
  name: string
  description: string
  run: () => void
}

/** The commands whose name a word begins; null while no such word is begun. */
export function commandSuggestions(commands: readonly Command[], query: string | null): Suggestion[] {
  if (query === null) return []
  return commands
    .filter(({ name }) => name.startsWith(query.toLocaleLowerCase()))
    .slice(0, mostSuggestions)
    .map(({ name, description, run }) => ({ key: name, label: `/${name}`, note: description, run, text: '' }))
}
