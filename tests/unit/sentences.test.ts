import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { writtenSentences } from '../harness/written-sentences'

/** Holds what servers say, to find what it is in another language. */
const ofServers = 'ui/precise-problems.ts'

test('[UI-1] nothing that people read stands in the web client itself: it comes from the catalogues', () => {
  const files = [...new Bun.Glob('**/*.{ts,tsx}').scanSync('web/src')].filter((file) => file !== ofServers)
  const written = files.flatMap((file) =>
    writtenSentences(file, readFileSync(`web/src/${file}`, 'utf8')).map((text) => ({ file, text })),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(written).toEqual([])
})

test('a text, a name and what is said on a condition are found; what programs read is not', () => {
  const source = `
    import { a } from 'Some module'
    const look = 'flex gap-2'
    if (event.key === 'ArrowDown') throw new Error('There is no provider.')
    export const One = () => (
      <p aria-label="Rooms" className="flex Gap" title={isOpen ? 'Close it' : m.open()}>
        Hello <b>{isBusy ? 'Waiting…' : \`Added by \${name}\`}</b>
      </p>
    )
  `
  expect(writtenSentences('one.tsx', source).toSorted()).toEqual([
    'Added by',
    'Close it',
    'Hello',
    'Rooms',
    'Waiting…',
  ])
})
