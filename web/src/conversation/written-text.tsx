import { memo, type ReactNode, useMemo } from 'react'
import { parseMarkdown } from '#protocol/markdown/parse'
import type { Block, Inline, ListItem } from '#protocol/markdown/tree'
import { isNamed, type Mention } from '#protocol/mentions'
import { useMe } from '../shell/client-context'
import { CodeBlock } from './code-block'
import { useInnerTabIndex } from './line-focus'
import { type Match, Words } from './words'

interface Props {
  text: string
  /** Whom the text names. */
  mentions: readonly Mention[]
  /** Parts of the text that stand out, as what a search has found: `matchesOf` gives them. */
  matches?: readonly Match[]
}

const noMatches: readonly Match[] = []

/** A text as its author meant it: with what the marks in it say, web addresses to click on, and names that stand out. */
export const WrittenText = memo(function WrittenText({ text, mentions, matches = noMatches }: Props) {
  const blocks = useMemo(() => parseMarkdown(text, mentions), [text, mentions])
  return <Blocks blocks={blocks} text={text} matches={matches} />
})

interface Shown {
  text: string
  matches: readonly Match[]
}

function Blocks({ blocks, ...shown }: Shown & { blocks: readonly Block[] }): ReactNode {
  return keyed(blocks).map(({ key, value }) => <OneBlock key={key} block={value} {...shown} />)
}

/** A paragraph stays part of the line it is in, so that the time of the message can stand beside the last. */
function OneBlock({ block, ...shown }: Shown & { block: Block }): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <span>
          <Inlines inlines={block.children} {...shown} />
        </span>
      )
    case 'quote':
      return (
        <blockquote className="my-1 border-s-3 border-field-line ps-2.5 text-soft-ink">
          <Blocks blocks={block.blocks} {...shown} />
        </blockquote>
      )
    case 'list':
      return <List isOrdered={block.isOrdered} items={block.items} {...shown} />
    case 'code_block':
      return <CodeBlock language={block.language} lines={block.lines} {...shown} />
  }
}

function List({ isOrdered, items, ...shown }: Shown & { isOrdered: boolean; items: readonly ListItem[] }) {
  const Element = isOrdered ? 'ol' : 'ul'
  return (
    <Element className={`my-1 ps-7 ${isOrdered ? 'list-decimal' : 'list-disc'}`}>
      {keyed(items).map(({ key, value: { number, blocks } }) => (
        <li key={key} value={number ?? undefined}>
          <Blocks blocks={blocks} {...shown} />
        </li>
      ))}
    </Element>
  )
}

function Inlines({ inlines, ...shown }: Shown & { inlines: readonly Inline[] }): ReactNode {
  return keyed(inlines).map(({ key, value }) => <Piece key={key} inline={value} {...shown} />)
}

function Piece({ inline, ...shown }: Shown & { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return <Words range={inline} {...shown} />
    case 'code':
      return (
        <code className="rounded-[4px] bg-ink/7 px-1 py-px font-mono text-[0.9em]">
          <Words range={inline} {...shown} />
        </code>
      )
    case 'mention':
      return (
        <Name mention={inline.mention}>
          <Words range={inline} {...shown} />
        </Name>
      )
    case 'link':
      return (
        <Address href={inline.href} leadsTo={inline.leadsTo}>
          <Inlines inlines={inline.children} {...shown} />
        </Address>
      )
    case 'bold':
      return (
        <strong className="font-bold">
          <Inlines inlines={inline.children} {...shown} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Inlines inlines={inline.children} {...shown} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.children} {...shown} />
        </s>
      )
  }
}

interface AddressProps {
  href: string
  leadsTo: string | null
  children: ReactNode
}

function Address({ href, leadsTo, children }: AddressProps) {
  const tabIndex = useInnerTabIndex()
  return (
    <>
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        tabIndex={tabIndex}
        className="text-accent underline decoration-1 underline-offset-2 hover:decoration-2"
      >
        {children}
      </a>
      {leadsTo !== null && <bdi className="text-small text-soft-ink"> ({leadsTo})</bdi>}
    </>
  )
}

/** One's own name, or that of everyone, stands out more than somebody else's. */
function Name({ mention, children }: { mention: Mention; children: ReactNode }) {
  const meId = useMe().id
  if (!isNamed([mention], meId)) return <span className="font-semibold text-accent">{children}</span>
  return <mark className="rounded-[4px] bg-signal/18 px-0.5 font-semibold text-ink">{children}</mark>
}

/** A text is parsed anew when it changes, so that a place in it is all that its parts are known by. */
function keyed<Value>(values: readonly Value[]): { key: string; value: Value }[] {
  return values.map((value, position) => ({ key: `${position}`, value }))
}
