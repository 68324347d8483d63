import type { Mention } from '../mentions'

/** A part of the text that was written, from and to in UTF-16 units. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A piece of a line and how it is to be shown. Texts name their place in what was written, so that marks of a search fit. */
export type Inline =
  | ({ readonly kind: 'text' } & Range)
  | ({ readonly kind: 'code' } & Range)
  | ({ readonly kind: 'mention'; readonly mention: Mention } & Range)
  | { readonly kind: Emphasis; readonly children: readonly Inline[] }
  | {
      readonly kind: 'link'
      /** With `http`, `https` or `mailto` and nothing else. */
      readonly href: string
      /** What has to stand beside the words because they do not say where the link leads; else null. */
      readonly leadsTo: string | null
      readonly children: readonly Inline[]
    }

export type Emphasis = 'bold' | 'italic' | 'strike'

export interface ListItem {
  /** The number as it was typed; null in a list without numbers. */
  readonly number: number | null
  readonly blocks: readonly Block[]
}

/** What stands below one another. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly ListItem[] }
  /** `language` is what stands behind the opening mark, empty for nothing. */
  | { readonly kind: 'code_block'; readonly language: string; readonly lines: readonly Range[] }
