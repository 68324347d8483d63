import { parseSync } from 'vite'
import { z } from 'zod'

const node = z.looseObject({
  type: z.string(),
  name: z.unknown().optional(),
  value: z.unknown().optional(),
  callee: z.unknown().optional(),
})
type Node = z.infer<typeof node>

/** What people read or hear, wherever it is given to an element. */
const spokenAttributes = new Set([
  ...[
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'alt',
    'placeholder',
    'title',
  ],
  ...['label', 'hint', 'text', 'question', 'confirm', 'problem'],
])
/** Two words with a capital at the beginning, or one that goes on… */
const sentence = /^\P{L}*\p{Lu}[\p{L}\p{P}]*( .*\p{L}|…$)/u
const letters = /\p{L}/u
/** What it is called everywhere. */
const name = /^\s*natter\s*$/i

/** The sentences that stand in a program itself: texts and names of elements, and whatever reads like a sentence. */
export function writtenSentences(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  const found: string[] = []
  visit(node.parse(program))
  return found

  function visit(one: Node): void {
    // What only programmers read.
    if (one.type === 'NewExpression' && nameOf(one.callee).endsWith('Error')) return
    if (one.type === 'CallExpression' && isConsole(one.callee)) return
    if (one.type === 'ImportDeclaration' || one.type === 'TSLiteralType') return
    if (one.type === 'JSXText') keepIf(letters, one.value)
    else if (one.type === 'JSXAttribute') keepAttribute(one)
    else if (one.type === 'Literal') keepIf(sentence, one.value)
    else if (one.type === 'TemplateElement')
      keepIf(sentence, z.object({ cooked: z.string() }).parse(one.value).cooked)
    for (const child of childrenOf(one)) visit(child)
  }

  function keepAttribute(one: Node): void {
    const value = node.safeParse(one.value)
    if (spokenAttributes.has(nameOf(one.name)) && value.success) keepIf(letters, value.data.value)
  }

  function keepIf(pattern: RegExp, value: unknown): void {
    if (typeof value !== 'string' || !pattern.test(value) || name.test(value)) return
    const text = value.trim().replace(/\s+/g, ' ')
    if (!found.includes(text)) found.push(text)
  }
}

function isConsole(callee: unknown): boolean {
  const { data } = z.object({ object: z.object({ name: z.literal('console') }) }).safeParse(callee)
  return data !== undefined
}

function nameOf(value: unknown): string {
  return z.object({ name: z.string() }).safeParse(value).data?.name ?? ''
}

function childrenOf(one: Node): Node[] {
  return Object.values(one)
    .flat()
    .flatMap((value) => node.safeParse(value).data ?? [])
}
