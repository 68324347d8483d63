import type { Client } from '#client/client'
import { isAnyChoiceUnkept } from '../files/chosen'

/** Whether something would be lost with this page: a text or a file that this device could not keep. */
export function holdsUnkept({ pending }: Pick<Client, 'pending'>): boolean {
  return pending.get().some(({ is_kept }) => !is_kept) || isAnyChoiceUnkept()
}

/** From now on the browser asks before such a page is left. */
export function askBeforeLoss(client: Pick<Client, 'pending'>): void {
  addEventListener('beforeunload', (event) => {
    if (holdsUnkept(client)) event.preventDefault()
  })
}
