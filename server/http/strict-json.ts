/** Deeper than anything this API knows, and shallow enough for everything that walks it. */
const deepest = 32

/**
 * Why valid JSON is still not taken: nested too deeply, or with a name twice in one object, which two programs may
 * read differently. Null when there is nothing to say against it. Text that is no JSON is not looked at.
 */
export function flawOf(json: string): string | null {
  const open: (Set<string> | null)[] = []
  let mayBeName = false
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null)
      if (open.length > deepest) return `The body is nested deeper than ${deepest} levels.`
      mayBeName = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (token === ',') {
      mayBeName = true
    } else if (mayBeName) {
      const name: string = JSON.parse(token)
      const names = open.at(-1)
      if (names?.has(name)) return `The body has the field ${JSON.stringify(name.slice(0, 40))} twice.`
      names?.add(name)
      mayBeName = false
    }
  }
  return null
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g
