import { useEffect, useEffectEvent, useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { Icon } from '../ui/icon'

/** Appears over the conversation while files are dragged over the page. Elsewhere they are not taken, nor opened. */
export function DropTarget({ onDrop }: { onDrop: (files: readonly File[]) => void }) {
  const [isDragged, setDragged] = useState(false)
  const take = useEffectEvent((event: DragEvent) => {
    const target = event.target instanceof Element ? event.target.closest('[data-drop-target]') : null
    if (target) onDrop([...(event.dataTransfer?.files ?? [])])
  })

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setDragged(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragged(false)
    }
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setDragged(false)
      take(event)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])

  if (!isDragged) return null
  return (
    <div
      data-drop-target=""
      className="absolute inset-2 z-20 grid place-content-center justify-items-center gap-1 rounded-large border-2 border-dashed border-accent bg-accent-wash/95 text-center"
    >
      <Icon name="plus" className="pointer-events-none size-8 text-accent" />
      <p className="pointer-events-none text-title font-bold">{m.files_drop()}</p>
      <p className="pointer-events-none text-note text-soft-ink">
        {m.files_drop_note({ count: limits.attachments })}
      </p>
    </div>
  )
}
