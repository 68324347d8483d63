import { parseMarkdown } from './parse'
import type { Block, Inline } from './tree'

/** What a text says without the marks in it, for where it is told in short: "**two** `of` them" is "two of them". */
export function plainText(text: string): string {
  return parseMarkdown(text, []).map(ofBlock).join(' ')

  function ofBlock(block: Block): string {
    switch (block.kind) {
      case 'paragraph':
        return block.children.map(ofInline).join('')
      case 'quote':
        return block.blocks.map(ofBlock).join(' ')
      case 'list':
        return block.items.map(({ number, blocks }) => ofItem(number, blocks)).join(' ')
      case 'code_block':
        return block.lines.map(({ start, end }) => text.slice(start, end)).join(' ')
    }
  }

  function ofItem(number: number | null, blocks: readonly Block[]): string {
    return `${number === null ? '–' : `${number}.`} ${blocks.map(ofBlock).join(' ')}`
  }

  function ofInline(inline: Inline): string {
    return 'children' in inline
      ? inline.children.map(ofInline).join('')
      : text.slice(inline.start, inline.end)
  }
}
