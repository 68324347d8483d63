import { type ComponentType, type ReactNode, useEffect, useReducer, useState } from 'react'
import { m } from '#catalogue'
import { Button } from './button'
import { Dialog } from './dialog'
import { firstPainted } from './first-painted'
import { Waiting } from './waiting'

export interface Closable {
  onClose?: () => void
}

type OnDemand<Props> = ComponentType<Props> & {
  /** Fetches it ahead of time, as when the pointer is on what opens it. A failure is told when it is shown. */
  prefetch(): void
}

/**
 * A part of the page whose script is fetched when it is first shown, and which is there at once from then on. When that
 * fails, this is said in its place and can be tried again. One with `onClose` is a dialog. `waiting` stands in its place
 * until then.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting?: ReactNode,
): OnDemand<Props & Closable> {
  let Loaded: ComponentType<Props> | null = null

  async function fetch() {
    Loaded ??= await load()
  }

  function OnDemand(props: Props & Closable) {
    const [, redraw] = useReducer((count: number) => count + 1, 0)
    const [hasFailed, setFailed] = useState(false)
    useEffect(() => {
      if (Loaded || hasFailed) return
      const turn = waiting === null ? firstPainted : null
      Promise.resolve(turn)
        .then(fetch)
        .then(redraw, () => setFailed(true))
    }, [hasFailed])

    if (Loaded) return <Loaded {...props} />
    if (hasFailed) return <NotLoaded onRetry={() => setFailed(false)} onClose={props.onClose} />
    if (props.onClose) return null
    return waiting === undefined ? <Waiting text={m.ui_loading()} /> : waiting
  }
  return Object.assign(OnDemand, { prefetch: () => void fetch().catch(() => {}) })
}

interface Failure {
  onRetry: () => void
  onClose?: (() => void) | undefined
}

function NotLoaded({ onRetry, onClose }: Failure) {
  const retry = (
    <div className="grid justify-items-center gap-4 p-6 text-center">
      <p role="alert">{m.ui_not_loaded_note()}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={() => location.reload()}>{m.ui_reload()}</Button>
        <Button look="main" data-first onClick={onRetry}>
          {m.ui_try_again()}
        </Button>
      </div>
    </div>
  )
  if (!onClose) return retry
  return (
    <Dialog title={m.ui_not_loaded()} onClose={onClose}>
      {retry}
    </Dialog>
  )
}
