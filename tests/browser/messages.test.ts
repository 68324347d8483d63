import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { untilStill } from '../harness/still-page'
import { twoInARoom } from '../harness/two-in-a-room'
import type { Visitor } from '../harness/visitor'

const item = ({ page }: Visitor, name: string) => page.getByRole('menuitem', { name, exact: true })
const allowClipboard = ({ page }: Visitor) =>
  page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
const clipboard = ({ page }: Visitor) => page.evaluate(() => navigator.clipboard.readText())

test('[MSG-11] Markdown is shown as what it means, code in colours that can be read, and copied as it is', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  await allowClipboard(alice)
  const code = 'const answer = "42" // why'
  await bob.say(`**bold** [docs](https://docs.example/a)\n- one\n- two\n> said\n\`\`\`ts\n${code}\n\`\`\``)

  const line = alice.log.getByRole('article')
  await line.getByRole('strong').filter({ hasText: 'bold' }).waitFor()
  expect(await line.getByRole('listitem').allTextContents()).toEqual(['one', 'two'])
  expect(await line.getByRole('blockquote').textContent()).toBe('said')
  const link = line.getByRole('link', { name: 'docs' })
  expect(await link.getAttribute('href')).toBe('https://docs.example/a')
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  await line.getByText('(docs.example)').waitFor()

  const region = line.getByRole('region', { name: 'Code, ts' })
  await region.locator('.hljs-keyword').waitFor()
  expect(await region.textContent()).toBe(code)
  for (const theme of ['light', 'dark'] as const) {
    await alice.page.emulateMedia({ colorScheme: theme })
    await untilStill(alice.page)
    const contrasts = await alice.page.evaluate(contrastsIn, '.hljs-keyword, .hljs-string, .hljs-comment')
    expect(contrasts.length).toBe(3)
    for (const contrast of contrasts) expect(contrast).toBeGreaterThanOrEqual(4.5)
  }
  await Promise.all([
    line.getByRole('button', { name: 'Copied' }).waitFor(),
    line.getByRole('button', { name: 'Copy code' }).click(),
  ])
  expect(await clipboard(alice)).toBe(code)
})

test('[I01] [I02] what could run is shown as it was typed, and nothing of it becomes an element', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  let dialogs = 0
  alice.page.on('dialog', (dialog) => {
    dialogs++
    void dialog.dismiss()
  })
  const payloads = [
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '**<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '<a href="javascript:alert(1)">x</a>',
    '&lt;b&gt; &amp;',
    '{{constructor.constructor("alert(1)")()}}',
    '<iframe srcdoc="<script>alert(1)</script>">',
  ]
  for (const payload of payloads) await bob.say(payload)
  for (const payload of payloads) await alice.sees(payload)
  expect(await alice.log.locator('img, script, iframe, article svg[onload], article a').count()).toBe(0)
  expect(dialogs).toBe(0)
})

test('[MSG-11] several messages are copied as lines that say who and when, a part of one as itself', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  await allowClipboard(alice)
  await bob.say('Noodles?')
  await bob.say('Or *rice*, <b>now</b>?')
  await bob.field.fill('- rice\n- tea')
  await bob.field.press('Control+Enter')
  await alice.log.getByText('Noodles?').waitFor()
  await alice.log.getByText('<b>now</b>').waitFor()
  await alice.log.getByText('tea').waitFor()

  await alice.page.evaluate(selectFromTo, ['Noodles?', 'tea'])
  await alice.page.keyboard.press('ControlOrMeta+c')
  const [first, second, third, ...list] = (await clipboard(alice)).split('\n')
  expect(third).toMatch(/^bob, \d\d:\d\d:$/)
  expect(list).toEqual(['- rice', '- tea'])
  expect(first).toMatch(/^bob, \d\d:\d\d: Noodles\?$/)
  expect(second).toMatch(/^bob, \d\d:\d\d: Or \*rice\*, <b>now<\/b>\?$/)
  const html = await alice.page.evaluate(async () => {
    const [copied] = await navigator.clipboard.read()
    return (await copied?.getType('text/html'))?.text()
  })
  expect(html).toContain('&lt;b&gt;now&lt;/b&gt;')
  expect(html).not.toContain('<b>')

  await alice.page.evaluate(selectFromTo, ['Noodles?', 'Noodles?'])
  await alice.page.keyboard.press('ControlOrMeta+c')
  await eventually(async () => expect((await clipboard(alice)).trim()).toBe('Noodles?'))
})

test('[MSG-11] the menu opens by the right button; text and link are copied, and the link leads there', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  await allowClipboard(alice)
  await bob.say('Noodles, **now**?')
  const line = alice.log.getByRole('article')
  await line.getByText('now').click({ button: 'right' })
  await item(alice, 'Copy text').waitFor()
  expect(await item(alice, 'Edit').count()).toBe(0)
  const heightBefore = (await line.boundingBox())?.height
  await Promise.all([
    line.getByRole('status').filter({ hasText: 'Copied' }).waitFor(),
    item(alice, 'Copy text').click(),
  ])
  expect((await line.boundingBox())?.height).toBe(heightBefore)
  expect(await clipboard(alice)).toBe('Noodles, **now**?')

  await line.getByText('now').click({ button: 'right' })
  await item(alice, 'Copy link').click()
  await alice.page.getByRole('menu').waitFor({ state: 'detached' })
  await alice.page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('http'))
  const address = await clipboard(alice)
  expect(address).toMatch(/\/room\/[a-z0-9]+\/1$/)
  await alice.page.addInitScript(noteFocus)
  await alice.page.goto(address)
  await alice.page.waitForFunction(() => document.activeElement?.getAttribute('data-seq') === '1')
  expect(await alice.page.evaluate(() => Object(globalThis).focused)).not.toContain('TEXTAREA')
})

test('[MSG-11] keys on a message reply, edit and delete it', async () => {
  await using chat = await twoInARoom()
  const { alice, bob } = chat
  const { keyboard } = alice.page
  await alice.say('Noodels?')
  await bob.sees('Noodels?')
  await alice.isSent('Noodels?')
  const line = alice.log.getByRole('article')

  await line.focus()
  await keyboard.press('r')
  await alice.page.getByRole('button', { name: 'Cancel reply' }).waitFor()
  await keyboard.press('Escape')
  await line.focus()
  await keyboard.press('e')
  const field = alice.page.getByRole('textbox', { name: 'Edit your message' })
  await field.waitFor()
  await field.fill('Noodles?')
  await field.press('Enter')
  await bob.sees('Noodles?')
  await alice.field.waitFor()
  await line.focus()
  await keyboard.press('Delete')
  await alice.page.getByRole('button', { name: 'Delete for everyone' }).click()
  await bob.sees('Message deleted')
})

/** Selects from where one text begins to where another ends. */
function selectFromTo([from, to]: string[]): void {
  const walker = document.createTreeWalker(
    document.querySelector('[role=log]') ?? document.body,
    NodeFilter.SHOW_TEXT,
  )
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent ?? ''
    if (words.includes(from ?? '')) range.setStart(node, words.indexOf(from ?? ''))
    if (words.includes(to ?? '')) range.setEnd(node, words.indexOf(to ?? '') + (to ?? '').length)
  }
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
}

/** The contrast of each element's colour to the paper its code stands on. */
function contrastsIn(selector: string): number[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  function luminance(color: string): number {
    if (!canvas) return Number.NaN
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const share = value / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  return [...document.querySelectorAll(selector)].map((element) => {
    const paper = luminance(getComputedStyle(element.closest('div') ?? element).backgroundColor)
    const ink = luminance(getComputedStyle(element).color)
    return (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05)
  })
}

/** Notes in the page what has had the focus. */
function noteFocus() {
  const focused: string[] = []
  Object.assign(globalThis, { focused })
  addEventListener('focusin', ({ target }) => target instanceof Element && focused.push(target.tagName))
}
