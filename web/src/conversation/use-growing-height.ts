import { type RefObject, useLayoutEffect } from 'react'

/** Makes a text field as high as its text, after each drawing; its own `max-height` still holds. */
export function useGrowingHeight(field: RefObject<HTMLTextAreaElement | null>) {
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  })
}
