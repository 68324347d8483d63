import { describe, expect, test } from 'bun:test'
import { isFormatted } from '#client/markdown/is-formatted'
import { parseMarkdown } from '#client/markdown/parse'
import type { Block, Inline, Range } from '#client/markdown/tree'
import type { Mention } from '#protocol/mentions'

/** What is shown, as one line: marks that were understood stand as names around what they mark. */
function shown(text: string, mentions: Mention[] = []): string {
  return parseMarkdown(text, mentions)
    .map((block) => shownBlock(text, block))
    .join('|')
}

function shownBlock(text: string, block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.children.map((one) => shownInline(text, one)).join('')
    case 'quote':
      return `quote(${block.blocks.map((one) => shownBlock(text, one)).join('|')})`
    case 'list':
      return `list(${block.items
        .map((item) => `${item.number ?? '-'} ${item.blocks.map((one) => shownBlock(text, one)).join('|')}`)
        .join('; ')})`
    case 'code_block':
      return `code:${block.language}(${block.lines.map((line) => cut(text, line)).join('\n')})`
  }
}

function shownInline(text: string, inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return cut(text, inline)
    case 'code':
      return `code(${cut(text, inline)})`
    case 'mention':
      return `mention(${cut(text, inline)})`
    case 'link':
      return `link<${inline.href}${inline.leadsTo ? ` !${inline.leadsTo}` : ''}>(${shownAll(text, inline.children)})`
    default:
      return `${inline.kind}(${shownAll(text, inline.children)})`
  }
}

const shownAll = (text: string, inlines: readonly Inline[]) =>
  inlines.map((one) => shownInline(text, one)).join('')
const cut = (text: string, { start, end }: Range) => text.slice(start, end)

describe('marks', () => {
  test.each([
    ['**bold** and *italic* and _italic_', 'bold(bold) and italic(italic) and italic(italic)'],
    ['~~gone~~ `a * b` ``a ` b``', 'strike(gone) code(a * b) code(a ` b)'],
    ['***both*** **a *b* c**', 'bold(italic(both)) bold(a italic(b) c)'],
    ['**a\nb**', 'bold(a\nb)'],
    ['这是**粗体**字', '这是bold(粗体)字'],
    ['(*so*), "**so**"', '(italic(so)), "bold(so)"'],
  ])('[MSG-11] %j is shown as %j', (text, expected) => expect(shown(text)).toBe(expected))

  test.each([
    ...['2 * 3 * 4', '2*3*4', 'snake_case_name', '**open', 'close**', '*not', '****', '~so~', '``', '`open'],
    ...['__init__', '**a\n\nb**', '`a\nb`', '** a **', 'a_b_c', '*', '# heading', '> ', '1.x', '-x', '>:('],
    ...['<b>bold</b>', '&amp;', '```', '```js\nopen', '```\n```', 'a | b', '1234. x', '[a](b)', '![a](b)'],
  ])('[MSG-11] %j stays as it was typed', (text) => expect(shown(text)).toBe(text))
})

describe('blocks', () => {
  test.each([
    ['> said\n> twice\nanswer', 'quote(said\ntwice)|answer'],
    ['> > deep\n> less', 'quote(quote(deep)|less)'],
    ['- one\n- two\n  more\n  - inner', 'list(- one; - two\nmore|list(- inner))'],
    ['3. three\n7. seven', 'list(3 three; 7 seven)'],
    ['before\n\n- one\n\nafter', 'before|list(- one)|after'],
    ['a\n\nb', 'a\n\nb'],
    ['```ts\nlet a = `1`\n\n*b*\n```\nafter', 'code:ts(let a = `1`\n\n*b*)|after'],
    ['```\nfoo```', 'code:(foo)'],
    ['```let me see\nfoo\n```', 'code:(let me see\nfoo)'],
    ['> ```\n> a\n> ```', 'quote(code:(a))'],
    ['- **b**\n1. x', 'list(- bold(b))|list(1 x)'],
  ])('[MSG-11] %j is shown as %j', (text, expected) => expect(shown(text)).toBe(expected))
})

describe('links', () => {
  test.each([
    ['see https://a.example/x_y_z*.', 'see link<https://a.example/x_y_z>(https://a.example/x_y_z)*.'],
    ['**https://a.example**', 'bold(link<https://a.example/>(https://a.example))'],
    ['(https://a.example/b_(c))', '(link<https://a.example/b_(c)>(https://a.example/b_(c)))'],
    ['[docs](https://a.example/b)', 'link<https://a.example/b !a.example>(docs)'],
    ['[a.example](https://a.example)', 'link<https://a.example/>(a.example)'],
    [
      '[https://bank.example](https://eve.example)',
      'link<https://eve.example/ !eve.example>(https://bank.example)',
    ],
    ['[bank.example.eve](https://eve.example)', 'link<https://eve.example/ !eve.example>(bank.example.eve)'],
    [
      'https://bank.example@eve.example/',
      'link<https://bank.example@eve.example/ !eve.example>(https://bank.example@eve.example/)',
    ],
    ['https://аpple.com', 'link<https://xn--pple-43d.com/ !xn--pple-43d.com>(https://аpple.com)'],
    ['[write](mailto:bob@example.org)', 'link<mailto:bob@example.org !bob@example.org>(write)'],
    [
      '[**b** https://x.example](https://a.example)',
      'link<https://a.example/ !a.example>(bold(b) https://x.example)',
    ],
  ])('[I02] %j is shown as %j', (text, expected) => expect(shown(text)).toBe(expected))

  test.each([
    'javascript:alert(1)',
    '[x](javascript:alert(1))',
    '[x](data:text/html,a)',
    '[x](java\tscript:alert(1))',
    '[x](//eve.example)',
    '[x](vbscript:x)',
    '[x](JaVaScRiPt:x)',
    '[x](file:///etc/passwd)',
    '[x](/logout)',
    'https://',
    'http://[',
    'mailto:',
    'ftp://a.example',
  ])('[I02] %j is no link', (text) => expect(shown(text)).toBe(text))
})

test('[MSG-11] names stand out wherever they are, but in code and in addresses', () => {
  const bob: Mention = { user_id: 'b', name: 'bob' }
  expect(shown('**@bob**\n> @bob\n- @bob `@bob`', [bob])).toBe(
    'bold(mention(@bob))|quote(mention(@bob))|list(- mention(@bob) code(@bob))',
  )
})

test('[MSG-11] a text is formatted where it looks other than it was typed', () => {
  const formatted = ['a **b**', '`a`', '> a', '- a', '1. a', '```\na\n```', '[a](https://b.example)', '~~a~~']
  const plain = ['', 'a', '2 * 3', 'a_b_c', 'https://b.example/a', '@bob', 'a@b.example', 'one\ntwo']
  expect(formatted.filter((text) => !isFormatted(parseMarkdown(text, [])))).toEqual([])
  expect(plain.filter((text) => isFormatted(parseMarkdown(text, [])))).toEqual([])
})
