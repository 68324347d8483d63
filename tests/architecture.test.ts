import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cycles, type Files, tooLong, wrongImports } from './architecture/check'
import { importsOf } from './architecture/imports'
import { asMarkdown } from './architecture/markdown'
import { table, unrestricted } from './architecture/table'

const root = resolve(import.meta.dir, '..')
const folders = ['protocol', 'server', 'client', 'web', 'scripts', 'bench', 'tests']
const repository: Files = new Map(
  [...new Bun.Glob(`{${folders.join(',')}}/**/*.{ts,tsx,mjs}`).scanSync({ cwd: root })]
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
)

test('every room imports only what the table allows it', () => {
  expect(wrongImports(repository, table, unrestricted)).toEqual([])
})

test('no file can be reached from itself by following imports', () => {
  expect(cycles(repository)).toEqual([])
})

test('no file is longer than 300 lines', () => {
  expect(tooLong(repository)).toEqual([])
})

test('every row of the table covers a file', () => {
  const names = [...repository.keys()]
  const covered = (path: string) =>
    names.some((name) => (path.endsWith('/') ? name.startsWith(path) : name === path))
  expect(table.flatMap(({ paths }) => paths).filter((path) => !covered(path))).toEqual([])
})

test('ARCHITECTURE.md shows the table as it is', () => {
  expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')).toContain(asMarkdown(table))
})

/** The checks themselves, on a repository that breaks the rules. */
const wrong = (files: Record<string, string>) =>
  wrongImports(new Map(Object.entries(files)), table, unrestricted)

test('an import the table does not allow is found, of a type and at run time too', () => {
  const found = [
    "import { listen } from '#server/listen'",
    "import type { Server } from '#server/http/api'",
    "import {\n  many,\n  names,\n} from '../http/errors'",
    "export { x } from '#server/gateway/gateway'",
    "import '#server/app'",
    "const late = await import('#server/cli/serve')",
  ].map((text) => wrong({ 'server/domain/messages.ts': text }))
  for (const sentences of found) expect(sentences).toHaveLength(1)
  expect(found[0]).toEqual(['server/domain/messages.ts (domain) may not import server/listen (site)'])
})

test('a package that does not belong into a room is found', () => {
  expect(wrong({ 'client/a.ts': "import { useState } from 'react'" })).toEqual([
    'client/a.ts (client) may not use react',
  ])
  expect(wrong({ 'web/src/a.tsx': "import { readFileSync } from 'node:fs'" })).toHaveLength(1)
  expect(wrong({ 'server/domain/a.ts': "import { Database } from 'bun:sqlite'" })).toHaveLength(1)
})

test('a file that belongs to no room is found, and what is allowed is not', () => {
  expect(wrong({ 'server/new/a.ts': '' })).toEqual(['server/new/a.ts is in no room'])
  expect(
    wrong({
      'server/domain/a.ts': "import type { Store } from '../store/store'\nimport { id } from '#protocol/ids'",
      'web/vite.config.ts': "import { defineConfig } from 'vite'",
      'tests/a.test.ts': "import { x } from '#server/domain/a'",
    }),
  ).toEqual([])
})

test('text that only looks like an import is none', () => {
  expect(importsOf("// import a from 'a'\n/* import b from 'b' */\nconst c = \"import x from 'c'\"")).toEqual(
    [],
  )
})

test('a cycle is found, however long', () => {
  const files = new Map([
    ['client/a.ts', "import type { B } from './b'"],
    ['client/b.ts', "import { c } from '#client/c'"],
    ['client/c.tsx', "import { a } from '../client/a'"],
    ['client/d.ts', "import { a } from './a'"],
  ])
  expect(cycles(files)).toEqual(['client/a.ts → client/b.ts → client/c.tsx → client/a.ts'])
  files.set('client/c.tsx', '')
  expect(cycles(files)).toEqual([])
})

test('a file of 301 lines is found, one of 300 is not', () => {
  const lines = (count: number) => 'line\n'.repeat(count)
  expect(tooLong(new Map([['a.ts', lines(301)]]))).toEqual(['a.ts has 301 lines'])
  expect(tooLong(new Map([['a.ts', lines(300)]]))).toEqual([])
})
