/** Whether a block of code, or code within the line, was begun and not ended. */
export function isInCode(before: string): boolean {
  const outside = withoutBlocks(before)
  if (outside.includes('```')) return true
  const line = outside.slice(outside.lastIndexOf('\n') + 1)
  return line.split('`').length % 2 === 0
}

/** Whether a block of code was begun at the beginning of a line, and not ended. */
export function isInBlock(before: string): boolean {
  return /^ {0,3}```/m.test(withoutBlocks(before))
}

function withoutBlocks(text: string): string {
  return text.replace(/```[\s\S]*?```/g, '')
}
