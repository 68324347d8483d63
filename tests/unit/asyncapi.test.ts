import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { clientFrame, serverFrame } from '#protocol/frames'
import { asyncApi } from '#scripts/asyncapi'

const file = join(import.meta.dir, '..', '..', 'docs', 'asyncapi.json')

test('[API-3] docs/asyncapi.json describes the frames there are; "npm run docs" writes it anew', async () => {
  expect(await Bun.file(file).json()).toEqual(JSON.parse(JSON.stringify(asyncApi())))
})

test('[API-3] the description names every frame of both sides, and leads nowhere that is not there', () => {
  const text = JSON.stringify(asyncApi())
  for (const { shape } of clientFrame.options) expect(text).toContain(`"client_${shape.type.value}":`)
  for (const { shape } of serverFrame.options) expect(text).toContain(`"server_${shape.type.value}":`)
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
  expect(references.length).toBeGreaterThan(20)
  expect(references.filter((path) => !leadsSomewhere(JSON.parse(text), path))).toEqual([])
})

function leadsSomewhere(document: unknown, path: string): boolean {
  return path.split('/').reduce((value: unknown, name) => Object(value)[name], document) !== undefined
}
