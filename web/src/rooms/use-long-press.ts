import { type PointerEvent, useRef } from 'react'

const longMs = 500
const stillPixels = 8

/**
 * Hears a finger that rests on an element, where the browser does not tell of it by `contextmenu`. The click that ends
 * the press does nothing.
 */
export function useLongPress(onPress: (point: { x: number; y: number }) => void) {
  const press = useRef({ timer: 0, x: 0, y: 0, isDone: false })

  function cancel() {
    clearTimeout(press.current.timer)
  }
  return {
    cancel,
    handlers: {
      onPointerDown(event: PointerEvent) {
        cancel()
        press.current.isDone = false
        if (event.pointerType !== 'touch') return
        const point = { x: event.clientX, y: event.clientY }
        const timer = window.setTimeout(() => {
          press.current.isDone = true
          onPress(point)
        }, longMs)
        press.current = { timer, ...point, isDone: false }
      },
      onPointerMove({ clientX, clientY }: PointerEvent) {
        const { x, y } = press.current
        if (Math.hypot(clientX - x, clientY - y) > stillPixels) cancel()
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      onClickCapture(event: { preventDefault(): void; stopPropagation(): void }) {
        if (!press.current.isDone) return
        press.current.isDone = false
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}
