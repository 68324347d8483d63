import { useEffect, useEffectEvent } from 'react'
import { phone, touch, useMedia } from './use-media'

/** What lies over the page now, the lowest first: what closes each. */
const layers: (() => void)[] = []
/** Steps are being taken away: until the browser has done so, its history says more than will be there. */
let isTakingAway = false
/** What is to be done once they are. */
const awaiting: (() => void)[] = []
addEventListener('popstate', () => {
  if (isTakingAway) {
    isTakingAway = false
    addSteps()
    for (const act of awaiting.splice(0)) act()
  }
  // One that is closing already counts until it is gone: who goes back again meanwhile means the one below.
  const left = layers.slice(stepsOf(history.state))
  for (const close of left.toReversed()) close()
  if (left.length === 0) takeAway()
})

/**
 * On a phone or a tablet, where one goes back by a gesture, makes going back close what lies over the page before it leaves the page: each
 * layer is a step of the browser's history, which is taken away with it.
 */
export function useBackCloses(isOpen: boolean, onClose: () => void) {
  const isLayer = useMedia(`${phone}, ${touch}`) && isOpen
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (!isLayer) return
    const layer = () => close()
    layers.push(layer)
    if (!isTakingAway) addSteps()
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      // What is opened in its place takes over its step.
      setTimeout(takeAway)
    }
  }, [isLayer])
}

/** Whether this step of the history was made for something that lies over the page. */
export function isLayerStep(): boolean {
  return stepsOf(history.state) > 0
}

/** Acts when the browser's history says what is there, which it does at once as a rule. */
export function whenStepsAreThere(act: () => void) {
  if (isTakingAway) awaiting.push(act)
  else act()
}

function addSteps() {
  for (let step = stepsOf(history.state) + 1; step <= layers.length; step++) {
    history.pushState({ ...history.state, layers: step }, '')
  }
}

function takeAway() {
  const spare = stepsOf(history.state) - layers.length
  if (isTakingAway || spare <= 0) return
  isTakingAway = true
  history.go(-spare)
}

function stepsOf(state: { layers?: number } | null): number {
  return state?.layers ?? 0
}
