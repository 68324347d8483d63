import { expect, test } from 'bun:test'
import { type Format, formatted, linked } from '../../web/src/conversation/format'
import { listBreak } from '../../web/src/conversation/list-break'

/** Formats what stands between the bars; bars show what is selected afterwards. */
function make(marked: string, format: Format): string {
  const [before = '', inner = '', after = ''] = marked.split('|')
  const text = before + inner + after
  const change = formatted(text, [before.length, before.length + inner.length], format)
  return shown(text, change)
}

function shown(text: string, { from, to, insert, select }: ReturnType<typeof formatted>): string {
  const now = text.slice(0, from) + insert + text.slice(to)
  return `${now.slice(0, select[0])}|${now.slice(...select)}|${now.slice(select[1])}`
}

test('[MSG-11] what is selected is put between its signs, without the blanks around it', () => {
  expect(make('a |word| b', 'bold')).toBe('a **|word|** b')
  expect(make('a| word |b', 'italic')).toBe('a *|word|* b')
  expect(make('|a|', 'strike')).toBe('~~|a|~~')
  expect(make('run |ls|', 'code')).toBe('run `|ls|`')
  expect(make('here ||', 'bold')).toBe('here **||**')
})

test('[MSG-11] the same again takes the signs away, and one star is not two', () => {
  expect(make('a **|word|** b', 'bold')).toBe('a |word| b')
  expect(make('a **|word|** b', 'italic')).toBe('a ***|word|*** b')
  expect(make('a ***|word|*** b', 'italic')).toBe('a **|word|** b')
  expect(make('`|ls|`', 'code')).toBe('|ls|')
})

test('[MSG-11] several lines of code become a block of their own lines', () => {
  expect(make('say |one\ntwo| there', 'code')).toBe('say \n```\n|one\ntwo|\n```\n there')
  expect(make('|one\ntwo|', 'code')).toBe('```\n|one\ntwo|\n```')
})

test('[MSG-11] quotes and lists take whole lines, and give them back', () => {
  expect(make('one\nt|wo\nthr|ee\nfour', 'quote')).toBe('one\n|> two\n> three|\nfour')
  expect(make('one\n|> two\n> three|\nfour', 'quote')).toBe('one\n|two\nthree|\nfour')
  expect(make('milk||', 'list')).toBe('- milk||')
})

test('[MSG-11] a link wants its address, or its words where there are none', () => {
  expect(make('see |this|', 'link')).toBe('see [this](|https://|)')
  expect(make('see ||', 'link')).toBe('see [||](https://)')
  const change = linked('see this', [4, 8], 'https://example.org/a_(b)')
  expect(change.insert).toBe('[this](https://example.org/a_%28b%29)')
})

test('[MSG-11] a line break within a list begins the next item, and ends the list at an empty one', () => {
  const broken = (marked: string) => {
    const [before = '', inner = '', after = ''] = marked.split('|')
    const text = before + inner + after
    const change = listBreak(text, [before.length, before.length + inner.length])
    return change && shown(text, change)
  }
  expect(broken('- one||')).toBe('- one\n- ||')
  expect(broken('a\n  * one|gone| two')).toBe('a\n  * one\n  * || two')
  expect(broken('9. nine||\nend')).toBe('9. nine\n10. ||\nend')
  expect(broken('- one\n- ||')).toBe('- one\n||')
  for (const other of ['- || one', 'one||', '-||', '-one||', '```\n- one||']) expect(broken(other)).toBeNull()
})
