import { newAccount } from '../harness/account'
import { visit } from '../harness/visitor'

/** alice's browser with a service worker, in her direct room with bob. */
export async function atHome(url: string, bobUrl = url) {
  const elsewhere = await newAccount(bobUrl, 'alice')
  const bob = await newAccount(bobUrl, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [elsewhere.id] })
  await bob.api.postMessage(room.id, { content: 'Bring bread' })
  const visitor = await visit(url, 'desktop', { serviceWorkers: 'allow' })
  await visitor.signIn('alice')
  await visitor.openRoom('bob')
  await visitor.sees('Bring bread')
  await visitor.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return { visitor, elsewhere, bob, room }
}
