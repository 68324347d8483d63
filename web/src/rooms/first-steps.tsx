import { useState } from 'react'
import { usePolicy } from '../shell/client-context'
import { focusFindBox } from '../shell/drawer'
import { Button } from '../ui/button'
import { NewGroupDialog } from './new-group-dialog'

/** Said to somebody who has no room yet, with the buttons for what to do next. */
export function FirstSteps() {
  const policy = usePolicy()
  const [isGroupOpen, setGroupOpen] = useState(false)

  return (
    <div className="flex max-w-80 flex-col items-center gap-4 p-4 text-center">
      <h2 className="text-title font-bold">Nobody to talk to yet</h2>
      <p className="text-soft-ink">Find somebody by name and write to them. What you write is kept.</p>
      <div className="flex flex-wrap justify-center gap-2">
        {policy['rooms.direct'] && (
          <Button look="main" onClick={focusFindBox}>
            Find somebody
          </Button>
        )}
        {policy['rooms.group'] && <Button onClick={() => setGroupOpen(true)}>Start a group</Button>}
      </div>
      {isGroupOpen && <NewGroupDialog onClose={() => setGroupOpen(false)} />}
    </div>
  )
}
