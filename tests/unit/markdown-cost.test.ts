import { describe, expect, test } from 'bun:test'
import { parseMarkdown } from '#client/markdown/parse'

describe('[MSG-11] 32 times as much takes about 32 times as long', () => {
  const unkind: readonly [name: string, piece: string][] = [
    ...[
      '*a ',
      '**a',
      '*_',
      '`',
      '``` ',
      '```\n',
      '[',
      '[a](',
      '[a](b',
      '> ',
      '- a\n',
      '1. ',
      '\n',
      '>\n',
      '```\na\n```\n',
      '- a\n\n',
      '> a\nb\n',
    ].map((piece) => [piece, piece] as [string, string]),
    ['open brackets', '[a](https://a.example/('],
    ['brackets behind an address', ')'],
    ['addresses', 'https://a.example/)'],
    ['schemes', 'http://'],
    ['backticks', '`a``b```c'],
    ['nested', '> - '],
    ['names', '@bob '],
  ]

  /** What grows with the square takes 1,024 times as long. */
  const most = 32 * 6

  test.each(unkind)('of %j', (_, piece) => {
    const of = (characters: number) =>
      `https://a.example/(${piece.repeat(Math.ceil(characters / piece.length))}`
    const least = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
    // What else the machine does only adds to a try. What grows with the square fails all of them.
    for (let tries = 0; tries < 30; tries++) {
      least.small = Math.min(least.small, costOf(of(2_500)))
      least.large = Math.min(least.large, costOf(of(80_000)))
      if (tries >= 3 && least.large < least.small * most) break
    }
    expect(least.large / least.small).toBeLessThan(most)
  })

  /** Microseconds of processor time, and not less than can be told apart. */
  function costOf(text: string): number {
    const { user } = process.cpuUsage()
    parseMarkdown(text, [{ user_id: 'b', name: 'bob' }])
    return Math.max(500, process.cpuUsage().user - user)
  }
})
