import type { ComponentProps, MouseEvent } from 'react'
import { type Readable, writable } from '#client/readable'
import { isLayerStep, whenStepsAreThere } from '../ui/use-back-closes'
import { type Place, readPlace, shownPath } from './address'

export const homePath = '/'

const current = writable(readPlace(shownPath()))
let path = shownPath()
addEventListener('popstate', () => {
  // What lay over the page was a step of its own: the person stays where they are.
  if (shownPath() !== path) show(shownPath())
})

export const place: Readable<Place> = current

export const roomPath = (roomId: string) => `/room/${roomId}`

/** Leads to one entry of a room's log. */
export const messagePath = (roomId: string, seq: number) => `${roomPath(roomId)}/${seq}`

/** Remembers with this step of the browser's history that its address was followed to where it leads. */
export function land() {
  history.replaceState({ ...history.state, hasLanded: true }, '')
}

/** Whether it was, so that a reload and Back do not lead there once more. */
export function hasLanded(): boolean {
  return history.state?.hasLanded === true
}

/** Leads to what a search finds; `text` is what stands in its box. */
export const searchPath = (text: string) =>
  text === '' ? '/search' : `/search?${new URLSearchParams({ q: text })}`

/** Goes to a path of this program, as a new step of the browser's history, or in place of that of what lies over the page. */
export function goTo(next: string) {
  whenStepsAreThere(() => {
    if (next === shownPath()) return show(next)
    if (isLayerStep()) history.replaceState({ isWithin: true }, '', next)
    else history.pushState({ isWithin: true }, '', next)
    show(next)
  })
}

/** Goes to a path in place of the one shown, so that Back does not lead here again. */
export function replacePlace(next: string) {
  const { isWithin } = history.state ?? {}
  history.replaceState({ isWithin }, '', next)
  show(next)
}

function show(shown: string) {
  path = shown
  current.set(readPlace(shown))
}

/** Goes back to where the person was before in this program, or home when they came from elsewhere. */
export function goBack() {
  if (history.state?.isWithin === true) history.back()
  else replacePlace(homePath)
}

/** An ordinary link; a plain click stays in the page, any other click is the browser's. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
