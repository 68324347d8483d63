import { Fragment } from 'react'
import { m } from '#catalogue'
import { Dialog } from '../ui/dialog'
import { keyNames } from './combo'
import { keySentences } from './sentences'
import { type KeyId, keyTable } from './table'

const groups = [
  ['everywhere', m.rooms_keys_everywhere],
  ['rooms', m.rooms_keys_rooms],
  ['messages', m.rooms_keys_messages],
  ['writing', m.rooms_keys_writing],
  ['calls', m.calls_title],
] as const

const ids = Object.keys(keyTable) as KeyId[]

/** The list of keys, from the table that binds them. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={m.rooms_keys()} isText onClose={onClose}>
      {groups.map(([group, title]) => (
        <section key={group} className="pb-3">
          <h3 className="pt-2 pb-1 font-semibold">{title()}</h3>
          <dl className="grid grid-cols-[minmax(0,1fr)_auto]">
            {ids
              .filter((id) => keyTable[id].group === group)
              .map((id) => (
                <Fragment key={id}>
                  <dt className="border-t border-line py-2 pe-4">{keySentences[id]()}</dt>
                  <dd className="flex flex-wrap items-center justify-end gap-2 border-t border-line py-2">
                    {keyTable[id].combos.map((combo) => (
                      <Combo key={combo} combo={combo} />
                    ))}
                  </dd>
                </Fragment>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}

/** Keys stand in the order in which they are pressed, also where one reads from the right. */
function Combo({ combo }: { combo: string }) {
  return (
    <span dir="ltr" className="inline-flex gap-1">
      {keyNames(combo).map((name) => (
        <kbd
          key={name}
          className="rounded-small border border-line bg-shade px-1.5 py-0.5 font-mono text-small text-soft-ink"
        >
          {name}
        </kbd>
      ))}
    </span>
  )
}
