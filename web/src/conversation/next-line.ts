/** Where a key leads from a line of the timeline: one further, a screen further, or the first; null for other keys. */
export function nextLine(box: Element, from: HTMLElement, key: string): HTMLElement | null {
  const lines = [...box.querySelectorAll<HTMLElement>('[data-line]')]
  const at = lines.indexOf(from)
  switch (key) {
    case 'ArrowUp':
      return lines[Math.max(0, at - 1)] ?? null
    case 'ArrowDown':
      return lines[Math.min(lines.length - 1, at + 1)] ?? null
    case 'Home':
      return lines[0] ?? null
    case 'PageUp':
      return (
        lines.slice(0, at).find((line) => edge(from) - edge(line) <= box.clientHeight) ?? lines[at] ?? null
      )
    case 'PageDown':
      return (
        lines.slice(at + 1).findLast((line) => edge(line) - edge(from) <= box.clientHeight) ??
        lines[Math.min(lines.length - 1, at + 1)] ??
        null
      )
    default:
      return null
  }
}

function edge(line: Element): number {
  return line.getBoundingClientRect().top
}
