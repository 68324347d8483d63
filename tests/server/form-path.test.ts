import { expect, test } from 'bun:test'
import { message } from '#protocol/messages'
import { people } from '../harness/probe-people'
import { startServer } from '../harness/server'
import { getFile, picture, written } from '../harness/uploads'

function post(url: string, form: FormData, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/form-path`, { method: 'POST', body: form, headers })
}

function formWith(text: string): FormData {
  const form = new FormData()
  form.append('text', text)
  form.append('file', new File([picture], 'photo.png', { type: 'image/png' }))
  return form
}

test('[API-4] a form brings a file and what is said to it into the lobby, from a person and from a guest', async () => {
  await using server = await startServer({ settings: { profile: 'wall' } })
  const [alice] = await people(server, 'alice')
  await using socket = await alice.socket()

  const own = await post(server.url, formWith('look'), alice.headers)
  expect(own.status).toBe(201)
  const sent = message.parse(await own.json())
  expect(sent).toMatchObject({ sender_id: alice.id, content: 'look', attachments: [{ name: 'photo.png' }] })
  expect((await socket.next('message')).data.id).toBe(sent.id)

  const guests = await post(server.url, formWith(''))
  expect(guests.status).toBe(201)
  const cookie = guests.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const [file] = message.parse(await guests.json()).attachments
  expect((await getFile(server, { headers: { Cookie: cookie } }, file?.id ?? '')).status).toBe(200)
  expect((await getFile(server, alice, file?.id ?? '')).status).toBe(200)
  expect((await getFile(server, { headers: {} }, file?.id ?? '')).status).toBe(401)
})

test('[API-4] the form is refused without a CSRF token to a cookie, without a file, and where there is no lobby', async () => {
  await using server = await startServer({ settings: { profile: 'wall' } })
  const guest = await post(server.url, formWith('first'))
  const Cookie = guest.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const forged = await post(server.url, formWith('again'), { Cookie, Origin: server.url })
  expect([forged.status, (await forged.json()).code]).toEqual([403, 'csrf'])
  const foreign = await post(server.url, formWith('again'), { Cookie, Origin: 'https://evil.example' })
  expect([foreign.status, (await foreign.json()).code]).toEqual([403, 'foreign_origin'])
  const empty = new FormData()
  empty.append('text', 'nothing else')
  expect((await post(server.url, empty)).status).toBe(422)

  await using team = await startServer()
  const [alice] = await people(team, 'alice')
  const { headers } = await written(formWith('x'))
  expect(headers['Content-Type']).toStartWith('multipart/form-data')
  expect((await post(team.url, formWith('x'), alice.headers)).status).toBe(403)
})
