import { expect, test } from 'bun:test'
import type { Locator } from 'playwright-core'
import { newAccount } from '../harness/account'
import { startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
import { visit } from '../harness/visitor'

/** Alice in a group where she was quoted and answered by an emoji. */
async function aliceInTheChoir() {
  const server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  await newAccount(server.url, 'eve')
  const room = await alice.api.createRoom({
    ...{ room_type: 'group', name: 'Choir', description: '' },
    member_ids: [bob.id],
  })
  const question = await alice.api.postMessage(room.id, { content: 'Shall we sing?' })
  await bob.api.postMessage(room.id, { content: 'Yes, at noon', reply_to: question.id })
  await bob.api.addReaction(room.id, question.id, '👍')
  const visitor = await visit(server.url)
  await visitor.signIn('alice')
  await visitor.openRoom('Choir')
  await visitor.sees('Yes, at noon')
  return {
    ...visitor,
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** What a screen reader is given, with every time of day at noon, and without addresses. */
async function treeOf(element: Locator): Promise<string> {
  const tree = await element.ariaSnapshot()
  return tree.replace(/\d\d:\d\d/g, '12:00').replace(/^ *- \/url: .*\n/gm, '')
}

test('[UI-1] a screen reader finds the rooms as a list of links in a region of their own, and the line of truth', async () => {
  await using alice = await aliceInTheChoir()
  await alice.isTold('Everything sent. Up to date.')
  await alice.page.getByRole('link', { name: /Choir.*Yes, at noon/ }).waitFor()
  const tree = await treeOf(alice.page.getByRole('complementary', { name: 'Side bar' }))
  expect(tree).toContain(`  - navigation "Rooms":
    - list:
      - listitem:
        - 'link "Choir 12:00 bob: Yes, at noon"':
`)
  expect(tree).toContain('        - button "Options of Choir"\n')
  expect(tree).toContain('  - status "Connection": Everything sent. Up to date.')
})

test('[UI-1] a screen reader finds a conversation as a log of articles, with quotes and reactions as buttons', async () => {
  await using alice = await aliceInTheChoir()
  const tree = await treeOf(alice.page.getByRole('main'))
  for (const part of [
    '- heading "Choir" [level=1]\n',
    '- log "Messages in Choir":\n    - heading "Today" [level=2]\n',
    `- 'article "You, 12:00: Shall we sing?, 1 reaction"':\n`,
    '- list "Reactions":\n        - listitem:\n          - button "👍 1, from bob": "1"\n',
    `- 'article "bob, 12:00, reply to alice: Yes, at noon"':\n`,
    '- button "alice Shall we sing?"\n',
    '- form "Write a message":\n',
  ])
    expect(tree).toContain(part)
})

test('[UI-1] a screen reader finds the field, what it suggests, and what is chosen of it', async () => {
  await using alice = await aliceInTheChoir()
  await alice.field.pressSequentially('Ask @b')
  await alice.page.getByRole('option', { name: /bob/ }).waitFor()
  await alice.page.getByRole('status', { name: 'Suggestions' }).filter({ hasText: '1 suggestion.' }).waitFor()
  expect(await treeOf(alice.page.getByRole('form'))).toBe(`- form "Write a message":
  - status "Suggestions": 1 suggestion. Tab chooses it.
  - listbox "Suggestions":
    - option "bob @bob" [selected]
  - button "Add pictures or files"
  - textbox "Write to Choir": Ask @b
  - button "Formatting"
  - button "Emoji"
  - button "Send"`)
})

test('[UI-1] a screen reader finds the settings as a dialog of regions and groups that have names', async () => {
  await using alice = await aliceInTheChoir()
  await openSettings(alice.page)
  await alice.page.getByText(/^This device, from/).waitFor()
  await alice.page.getByRole('button', { name: 'Delete account' }).waitFor()
  const tree = await treeOf(alice.page.getByRole('dialog', { name: 'Settings' }))
  const named = [...tree.matchAll(/- (?:region|group|switch|combobox) "([^"]+)"/g)].map(([, name]) => name)
  expect(named).toEqual([
    ...['How others see you', 'Your colour'],
    ...['Appearance', 'Colours', 'Contrast', 'Density', 'Language', 'Send with'],
    ...['Notifications', 'Tell me about', 'Show message text', 'Sound', 'Quiet hours'],
    ...['Calls', 'Always go through the server'],
    ...['Privacy', 'Read receipts', 'Last seen'],
    ...['Ways to sign in', 'Signed in on', 'Your data', 'Leaving'],
  ])
  expect(tree).toContain(
    '    - group "Contrast":\n      - text: Contrast\n      - radio "System" [checked]\n',
  )
})
