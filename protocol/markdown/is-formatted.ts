import type { Block, Inline } from './tree'

/** Whether a text looks other than it was typed: an address that is only made a link of does not. */
export function isFormatted(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind !== 'paragraph' || block.children.some(changesLook))
}

function changesLook(inline: Inline): boolean {
  if (inline.kind === 'link') return inline.leadsTo !== null || inline.children.some(changesLook)
  return inline.kind !== 'text' && inline.kind !== 'mention'
}
