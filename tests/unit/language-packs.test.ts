import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { takeApart } from '#scripts/language-packs'

const name = 'rooms_typing_one'
const languages = ['en', 'ar']
const messages = resolve(import.meta.dir, '../../dist/catalogue/messages')
const compiled = readFileSync(resolve(messages, `${name}.js`), 'utf8')

test('[UI-1] a compiled sentence is taken apart into one function a language', () => {
  const [english = '', arabic = ''] = takeApart(name, compiled, languages)
  expect(english).toStartWith('(i) => {')
  expect(english).toContain('is typing')
  expect(arabic).toContain('يكتب')
  expect(english).not.toContain('يكتب')
})

const surprises: Record<string, string> = {
  'that lacks a language': compiled.replace('const ar_', 'const fr_'),
  'that declares more': `${compiled}\nconst more = 1\n`,
  'that imports something else': `import { more } from './more.js'\n${compiled}`,
  'whose language is no function': compiled.replace(
    /const ar_[\s\S]*?\n};/,
    `const ar_${name} = en_${name};`,
  ),
  'that does not choose': compiled.replace(`return ar_${name}(inputs)`, ''),
}

for (const [surprise, code] of Object.entries(surprises)) {
  test(`[UI-1] a compiled sentence ${surprise} stops the build with a sentence`, () => {
    expect(code).not.toBe(compiled)
    expect(() => takeApart(name, code, languages)).toThrow(
      `The compiled sentence ${name} is not of the shape that scripts/language-packs.ts takes apart`,
    )
  })
}
