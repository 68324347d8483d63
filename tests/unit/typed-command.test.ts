import { expect, test } from 'bun:test'
import { type Command, commandIn } from '../../web/src/completion/commands'

const mute: Command = { name: 'mute', description: 'Ring for nothing in this room', run() {} }
const read = (text: string) => commandIn(text, [mute])

test('[UI-3] a slash and a word at the very beginning of a single line are meant as a command', () => {
  expect(read('/mute')).toEqual({ name: 'mute', command: mute, isAlone: true })
  expect(read('/Mute \n')).toEqual({ name: 'Mute', command: mute, isAlone: true })
  expect(read('/mute them')).toEqual({ name: 'mute', command: mute, isAlone: false })
  expect(read('/mut')).toEqual({ name: 'mut', command: null, isAlone: true })
  expect(read('/اكتم الغرفة')).toEqual({ name: 'اكتم', command: null, isAlone: false })
})

test('[UI-3] paths, fractions, indented lines and several lines are not', () => {
  for (const text of [
    '/etc/hosts',
    '/etc/hosts is wrong',
    '/ mute',
    '//',
    '/2',
    ' /mute',
    'a /mute',
    '/mute\nthem',
    '/',
    '',
  ])
    expect(read(text)).toBeNull()
})
