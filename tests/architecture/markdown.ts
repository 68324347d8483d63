import type { Row } from './table'

/** The table as ARCHITECTURE.md shows it. */
export function asMarkdown(table: Row[]): string {
  const rows = table.map(({ room, paths, rooms, packages }) => [
    room,
    paths.map((path) => `\`${path}\``).join(', '),
    rooms.join(', ') || '–',
    packages.join(', ') || '–',
  ])
  return [['room', 'files', 'may import', 'may use'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
