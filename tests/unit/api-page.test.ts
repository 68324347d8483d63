import { expect, test } from 'bun:test'
import { errors } from '#protocol/errors'
import { apiPage } from '#server/http/api-page'
import { html, prose } from '#server/http/api-page/html'
import { sketch } from '#server/http/api-page/sketch'

const json = (schema: object) => ({ 'application/json': { schema } })
const document = {
  openapi: '3.1.0',
  info: { title: 'Natter', version: '1.2.3', description: 'Rooms & people.' },
  paths: {
    '/api/v1/rooms/{room_id}': {
      get: {
        tags: ['Rooms'],
        summary: 'Read <b>a room</b>',
        security: [{ bearer: [] }],
        parameters: [
          { name: 'room_id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } },
        ],
        responses: {
          200: {
            description: 'The room.',
            content: json({ type: 'object', properties: { id: { type: 'string' } } }),
          },
          403: { description: '`not_a_member`', content: json({ type: 'object' }) },
        },
      },
      delete: { tags: ['Rooms'], summary: 'Delete', responses: { 204: { description: 'It is gone.' } } },
    },
  },
}

test('[API-1] the page shows every operation, links to it, and says what goes in and comes out', () => {
  const page = apiPage(document)
  const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name)
  expect(anchors).toEqual(['get-api-v1-rooms-room-id', 'delete-api-v1-rooms-room-id', 'errors'])
  for (const anchor of anchors) expect(page.split(`id="${anchor}"`)).toHaveLength(2)
  expect(page).toContain('Rooms &amp; people.')
  expect(page).toContain('For people who are signed in.')
  expect(page).toContain('<code>limit</code> (optional)')
  expect(page).toContain('integer (at most 100)')
  expect(page).toContain('<b>403</b> <code>not_a_member</code>')
  expect(page).toContain('<b>204</b> It is gone.')
})

test('[API-2] the page lists every error code with its status', () => {
  const page = apiPage(document)
  for (const [code, { status }] of Object.entries(errors)) {
    expect(page).toContain(`<td><code>${code}</code></td><td>${status}</td>`)
  }
})

test('[OPS-7] the page has no script, no inline style and nothing from elsewhere, and text in it is only text', () => {
  const page = apiPage(document)
  expect(page).not.toMatch(/<script|<style|style=|\son[a-z]+=|javascript:|https?:/i)
  expect(page).toContain('Read &lt;b&gt;a room&lt;/b&gt;')
})

test('text is escaped where it is put into HTML, also as an attribute and as code', () => {
  const hostile = `"><img src=x onerror='alert(1)'>&`
  expect(html`<a title="${hostile}">`.text).toBe(
    '<a title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">',
  )
  expect(prose(`one \`${hostile}\` two`).text).not.toContain('<img')
})

test('a schema is sketched a line a field, with what it may hold', () => {
  const schema = {
    type: 'object',
    properties: {
      id: { type: 'string', pattern: '^[a-z]$', description: 'Opaque.' },
      kind: { type: 'string', enum: ['a', 'b'] },
      name: { type: ['string', 'null'] },
      counts: {
        type: 'array',
        items: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
        maxItems: 5,
      },
      one: { anyOf: [{ const: 1 }, { type: 'object', additionalProperties: { type: 'boolean' } }] },
    },
    required: ['id', 'one'],
  }
  expect(sketch(schema)).toBe(
    [
      '{',
      '  id: string (matching ^[a-z]$)  // Opaque.',
      '  kind?: "a" | "b"',
      '  name?: string | null',
      '  counts?: list of integer (at least 0) (at most 5)',
      '  one: 1 or { any name: boolean }',
      '}',
    ].join('\n'),
  )
})
