import { importsOf, ownFile, packageOf, withoutEnding } from './imports'
import type { Row } from './table'

/** File names with their text. */
export type Files = ReadonlyMap<string, string>

const mostLines = 300

/** One sentence for each import that the table does not allow, and for each file that no row covers. */
export function wrongImports(files: Files, table: Row[], unrestricted: string[]): string[] {
  return [...files].flatMap(([file, text]) => {
    if (unrestricted.some((folder) => file.startsWith(folder))) return []
    const row = rowOf(file, table)
    if (!row) return [`${file} is in no room`]
    return importsOf(text).flatMap((name) => {
      const target = ownFile(file, name)
      if (target === null) {
        return row.packages.includes(packageOf(name)) ? [] : [`${file} (${row.room}) may not use ${name}`]
      }
      const room = rowOf(target, table)?.room ?? target
      return room === row.room || row.rooms.includes(room)
        ? []
        : [`${file} (${row.room}) may not import ${target} (${room})`]
    })
  })
}

function rowOf(path: string, table: Row[]): Row | undefined {
  const covering = table.flatMap((row) =>
    row.paths.filter((own) => covers(own, path)).map((own) => ({ row, own })),
  )
  return covering.sort((one, other) => other.own.length - one.own.length)[0]?.row
}

function covers(own: string, path: string): boolean {
  return own.endsWith('/') ? path.startsWith(own) : withoutEnding(own) === withoutEnding(path)
}

/** Each way to come back to a file by following imports, as the files on it. Types count: readers follow them too. */
export function cycles(files: Files): string[] {
  const known = new Map([...files.keys()].map((file) => [withoutEnding(file), file]))
  const next = (file: string) =>
    importsOf(files.get(file) ?? '').flatMap((name) => known.get(ownFile(file, name) ?? '') ?? [])
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file].join(' → '))
    if (at >= 0 || finished.has(file)) return
    for (const imported of next(file)) visit(imported, [...path, file])
    finished.add(file)
  }
  for (const file of files.keys()) visit(file, [])
  return found
}

export function tooLong(files: Files): string[] {
  return [...files]
    .map(([file, text]) => ({ file, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ file, lines }) => `${file} has ${lines} lines`)
}
