/** `passwords.reject_shared` is set by the flag `--passwords-reject-shared`. */
export function flagName(key: string): string {
  return `--${key.replaceAll(/[._]/g, '-')}`
}

/** `passwords.reject_shared` is set by the environment variable `NATTER_PASSWORDS_REJECT_SHARED`. */
export function environmentName(key: string): string {
  return `NATTER_${key.replaceAll('.', '_').toUpperCase()}`
}

/** The known name that takes the fewest changed letters to reach from `name`. `known` must not be empty. */
export function nearest(name: string, known: readonly string[]): string {
  const distances = known.map((candidate) => editDistance(name, candidate))
  return known[distances.indexOf(Math.min(...distances))] ?? name
}

/** Counts the letters to insert, delete or replace to turn one text into the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}
