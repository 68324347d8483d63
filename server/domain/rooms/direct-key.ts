/** What a direct room is found by: one for each pair, whoever opens it. */
export function directKey(one: string, other: string): string {
  return [one, other].toSorted().join(':')
}
