import { invalid } from '../inspected'
import type { Element, Elements } from './elements'

export interface Size {
  width: number
  height: number
}

const ids = {
  entry: 0xae,
  codec: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  shownWidth: 0x54b0,
  shownHeight: 0x54ba,
  shownUnit: 0x54b2,
}
/** Those that a WebM may be made of. */
const codecs = ['V_VP8', 'V_VP9', 'V_AV1']

/** How large the first moving picture is shown; null where there is none. */
export function sizeOfTracks(elements: Elements, tracks: Element): Size | null {
  for (const entry of elements.childrenOf(tracks).filter(({ id }) => id === ids.entry)) {
    const parts = elements.childrenOf(entry)
    const codec = parts.find(({ id }) => id === ids.codec)
    const video = parts.find(({ id }) => id === ids.video)
    if (codec && video && codecs.includes(elements.text(codec))) return sizeOf(elements, video)
  }
  return null
}

function sizeOf(elements: Elements, video: Element): Size {
  const values = new Map(elements.childrenOf(video).map((element) => [element.id, element]))
  const value = (id: number) => {
    const element = values.get(id)
    return element ? elements.unsigned(element) : 0
  }
  const isInPixels = value(ids.shownUnit) === 0
  const width = (isInPixels && value(ids.shownWidth)) || value(ids.pixelWidth)
  const height = (isInPixels && value(ids.shownHeight)) || value(ids.pixelHeight)
  const most = 0xffff
  if (width < 1 || height < 1 || width > most || height > most) invalid()
  return { width, height }
}
