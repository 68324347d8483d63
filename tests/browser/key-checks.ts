import { expect } from 'bun:test'
import { eventually } from '../harness/eventually'
import type { Visitor } from '../harness/visitor'

type Check = (visitor: Visitor, press: () => Promise<void>) => Promise<void>

/** Each key of the list, by the sentence that stands beside it: it is pressed, and then does what it says. */
export const checks: Record<string, Check> = {
  'Go to a room, a person or a message': opens((page) => page.getByRole('dialog', { name: 'Go to' })),
  'Search messages': opens((page) => page.getByRole('combobox', { name: 'Search messages' })),
  'Show this list': opens((page) => page.getByRole('dialog', { name: 'Keys' })),
  async 'Show this list, when you are not writing'(visitor, press) {
    await visitor.field.focus()
    await press()
    expect(await visitor.field.inputValue()).toBe('?')
    await visitor.field.fill('')
    await visitor.page.getByRole('heading', { level: 1 }).click()
    await visitor.field.blur()
    await press()
    await visitor.page.getByRole('dialog', { name: 'Keys' }).waitFor()
  },
  async 'To the next part of the page'(visitor, press) {
    await visitor.field.focus()
    for (const region of ['rooms', 'header', 'messages', 'composer']) {
      await press()
      await eventually(async () => expect(await regionOf(visitor)).toBe(region))
    }
  },
  async 'To the part before'(visitor, press) {
    await visitor.field.focus()
    await press()
    await eventually(async () => expect(await regionOf(visitor)).toBe('messages'))
  },
  async 'Mark the room as read, or leave the search'(visitor, press) {
    await visitor.page.keyboard.press('Control+Shift+F')
    await visitor.page.getByRole('combobox', { name: 'Search messages' }).waitFor()
    await press()
    await visitor.sees('Which key?')
  },
  'Room above': leadsTo('Sunday lunch'),
  'Room below': leadsTo('Old things'),
  'Unread room above': leadsTo('Old things'),
  'Unread room below': leadsTo('Old things'),
  async 'Options of the room in the list that has the focus'(visitor, press) {
    await visitor.page.getByRole('link', { name: /Choir/ }).focus()
    await press()
    await visitor.page.getByRole('menu', { name: 'Options of Choir' }).waitFor()
  },
  async 'To the message above'(visitor, press) {
    await toMessages(visitor)
    await press()
    await hasFocus(visitor, 'And how high?')
  },
  async 'To the message below'(visitor, press) {
    await toMessages(visitor)
    await visitor.page.keyboard.press('ArrowUp')
    await hasFocus(visitor, 'And how high?')
    await press()
    await hasFocus(visitor, 'Mine')
  },
  async 'To the newest message'(visitor, press) {
    await toMessages(visitor)
    await visitor.page.keyboard.press('ArrowUp')
    await hasFocus(visitor, 'And how high?')
    await visitor.page.keyboard.press('ArrowUp')
    await hasFocus(visitor, 'Which key?')
    await press()
    await hasFocus(visitor, 'Mine')
  },
  async 'Options of the message'(visitor, press) {
    await toMessages(visitor)
    await press()
    await visitor.page.getByRole('dialog').or(visitor.page.getByRole('menu')).waitFor()
  },
  async Send(visitor, press) {
    await visitor.field.fill('Sent by a key')
    await press()
    await visitor.log.getByText('Sent by a key').waitFor()
    await visitor.isTold('Everything sent. Up to date.')
  },
  async 'New line'(visitor, press) {
    await visitor.field.fill('one')
    await press()
    expect(await visitor.field.inputValue()).toBe('one\n')
    await visitor.field.fill('')
  },
  async 'Edit your last message, when the field is empty'(visitor, press) {
    await visitor.field.focus()
    await press()
    await visitor.page.getByRole('textbox', { name: 'Edit your message' }).waitFor()
  },
  async 'Reply to the last message, when the field is empty'(visitor, press) {
    await visitor.page.keyboard.press('Escape')
    await visitor.field.focus()
    await press()
    await visitor.page.getByRole('button', { name: 'Cancel reply' }).click()
  },
  Bold: makes('**word**'),
  Italic: makes('*word*'),
  'Struck through': makes('~~word~~'),
  Code: makes('`word`'),
  Mute: turnsOnInCall('Mute'),
  Camera: turnsOnInCall('Camera'),
  'Share screen': turnsOnInCall('Share screen'),
  async 'Hang up'(visitor, press) {
    await callBob(visitor)
    await visitor.field.focus()
    await press()
    await visitor.page.getByRole('button', { name: 'Call again' }).waitFor()
  },
}

/** Formats what is selected in the field. */
function makes(written: string): Check {
  return async ({ field }, press) => {
    await field.fill('word')
    await field.selectText()
    await press()
    expect(await field.inputValue()).toBe(written)
    await field.fill('')
  }
}

function opens(what: (page: Visitor['page']) => ReturnType<Visitor['page']['getByRole']>): Check {
  return async ({ page, field }, press) => {
    await field.focus()
    await press()
    await what(page).waitFor()
  }
}

function leadsTo(name: string): Check {
  return async ({ page }, press) => {
    await press()
    await page.getByRole('heading', { name, exact: true }).waitFor()
  }
}

function turnsOnInCall(name: string): Check {
  return async (visitor, press) => {
    await callBob(visitor)
    await visitor.field.focus()
    await press()
    const { page } = visitor
    await page.getByRole('button', { name, exact: true, pressed: true }).waitFor()
    await page.getByRole('button', { name: 'Hang up' }).click()
    await page.getByRole('button', { name: 'Call again' }).waitFor()
  }
}

async function callBob({ page, talkTo }: Visitor): Promise<void> {
  await talkTo('bob')
  await page.getByRole('button', { name: 'Call bob', exact: true }).click()
  await page.getByRole('button', { name: 'Hang up' }).waitFor()
}

async function toMessages(visitor: Visitor): Promise<void> {
  await visitor.field.focus()
  await visitor.page.keyboard.press('Shift+F6')
  await hasFocus(visitor, 'Mine')
}

async function hasFocus({ page }: Visitor, text: string): Promise<void> {
  await page.locator('[data-line]:focus').filter({ hasText: text }).waitFor()
}

/** The part of the page that has the focus. */
export function regionOf({ page }: Visitor): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (at?.closest('nav')) return 'rooms'
    if (at?.closest('main header')) return 'header'
    if (at?.closest('[role=log]')) return 'messages'
    return at?.matches('textarea') ? 'composer' : 'nowhere'
  })
}
