import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { parseMarkdown } from '#client/markdown/parse'
import type { Block, Inline, Range } from '#client/markdown/tree'
import type { Mention } from '#protocol/mentions'

describe('[I01] whatever is written', () => {
  const pieces = [
    '*',
    '**',
    '***',
    '_',
    '~~',
    '`',
    '```',
    '``',
    '\n',
    '\n\n',
    ' ',
    '  ',
    '> ',
    '- ',
    '1. ',
    '[',
    '](',
    ')',
    'https://a.example/b',
    'mailto:a@b.c',
    'javascript:x',
    'wort',
    'слово',
    '文字',
    '@bob',
    '<script>',
    '🙂',
    '\t',
  ]
  const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 40 })
  const bob: Mention[] = [{ user_id: 'b', name: 'bob' }]

  test('each part of it is shown at most once, in order, and nothing but marks is not shown', () => {
    fc.assert(
      fc.property(texts, (words) => {
        const text = words.join('')
        const ranges = parseMarkdown(text, bob).flatMap((block) => rangesOf(text, block))
        let at = 0
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(text.slice(at, start)).toMatch(hidden)
          at = end
        }
        expect(text.slice(at)).toMatch(hidden)
      }),
      { numRuns: 2000 },
    )
  })

  test('links lead to web and mail addresses alone', () => {
    fc.assert(
      fc.property(texts, (words) => {
        const text = words.join('')
        for (const block of parseMarkdown(text, bob)) {
          for (const href of hrefsOf(block)) expect(href).toMatch(/^(https?:\/\/|mailto:)/)
        }
      }),
    )
  })
})

/** What may stand between two parts that are shown: marks, the target of a link, the name of a language. */
const hidden = /^(?:\s|[*_~`>[\]]|-|\d{1,3}\.|\]\([^\s]*\)|```[\w+#.-]*)*$/

function rangesOf(text: string, block: Block): Range[] {
  switch (block.kind) {
    case 'paragraph':
      return block.children.flatMap(inlineRanges)
    case 'quote':
      return block.blocks.flatMap((one) => rangesOf(text, one))
    case 'list':
      return block.items.flatMap(({ blocks }) => blocks.flatMap((one) => rangesOf(text, one)))
    case 'code_block':
      return [...block.lines]
  }
}

function inlineRanges(inline: Inline): Range[] {
  return 'children' in inline ? inline.children.flatMap(inlineRanges) : [inline]
}

function hrefsOf(block: Block): string[] {
  const inside = (inline: Inline): string[] =>
    'children' in inline
      ? [...(inline.kind === 'link' ? [inline.href] : []), ...inline.children.flatMap(inside)]
      : []
  if (block.kind === 'paragraph') return block.children.flatMap(inside)
  if (block.kind === 'quote') return block.blocks.flatMap(hrefsOf)
  return block.kind === 'list' ? block.items.flatMap(({ blocks }) => blocks.flatMap(hrefsOf)) : []
}
