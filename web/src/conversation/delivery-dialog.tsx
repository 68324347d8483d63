import { m } from '#catalogue'
import { type Delivery, groupByDelivery } from '#client/state/reach'
import type { Message } from '#protocol/messages'
import type { MemberReceipt, MessageReceipt } from '#protocol/receipts'
import { wordsOf } from '../files/words'
import { Face } from '../people/face'
import { calledBy } from '../people/person'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { DeliveryMark } from './delivery-mark'
import { ReceiptTimes } from './receipt-times'

const titles: readonly [Delivery, () => string][] = [
  ['read', m.message_read_by],
  ['delivered', m.message_delivered_to],
  ['sent', m.message_not_delivered_to],
]

/** Who has read an own message, who has received it, and who has not, and when. It stays true while it is open. */
export function DeliveryDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const client = useClient()
  const meId = useMe().id
  const receipts = useReadable(client.receipts(message.room_id))
  const { value, problem } = useFetched(message.id, async () => {
    await client.loadReceipts(message.room_id)
    return true
  })
  const groups = groupByDelivery(receipts, message.seq, meId)
  // Asked for again when somebody has come further.
  const progress = `${message.id} ${groups.delivered.length} ${groups.read.length}`
  const times = useFetched(progress, () => client.api.messageReceipts(message.room_id, message.id))
  const others = receipts.length - (receipts.some(({ id }) => id === meId) ? 1 : 0)

  return (
    <Dialog title={m.message_who_has_it()} onClose={onClose}>
      <p dir="auto" className="mb-4 line-clamp-3 wrap-anywhere text-soft-ink">
        {wordsOf(message)}
      </p>
      <div className="flex flex-col gap-5">
        {titles.map(
          ([delivery, title]) =>
            groups[delivery].length > 0 && (
              <Group
                key={delivery}
                delivery={delivery}
                title={title()}
                people={groups[delivery]}
                times={times.value ?? []}
              />
            ),
        )}
        {others === 0 && value && <p>{m.message_nobody_else()}</p>}
        {others === 0 && !value && problem === null && <Waiting text={m.message_loading()} />}
        <Problem text={problem ?? times.problem} />
      </div>
    </Dialog>
  )
}

interface GroupProps {
  delivery: Delivery
  title: string
  people: readonly MemberReceipt[]
  times: readonly MessageReceipt[]
}

function Group({ delivery, title, people, times }: GroupProps) {
  return (
    <section aria-labelledby={`people-${delivery}`}>
      <h3 className="mb-1 flex items-center gap-2 font-bold">
        <span id={`people-${delivery}`}>{title}</span>
        <span aria-hidden="true" className="inline-flex text-soft-ink">
          <DeliveryMark state={delivery} />
        </span>
      </h3>
      <ul aria-labelledby={`people-${delivery}`}>
        {people.map((person) => (
          <li key={person.id} className="flex min-h-11 items-center gap-2.5">
            <Face id={person.id} name={person.username} size="small" />
            <bdi className="min-w-0 flex-1 truncate font-semibold">{calledBy(person)}</bdi>
            <ReceiptTimes receipt={times.find((one) => one.id === person.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
