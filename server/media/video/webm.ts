import { invalid, unsupported } from '../inspected'
import { clusterReader } from './clusters'
import { closed, type Element, type Elements, elementsOf } from './elements'
import type { Ranges } from './ranges'
import type { Video } from './video'
import { type Size, sizeOfTracks } from './webm-tracks'

const ids = {
  header: 0x1a45dfa3,
  documentType: 0x4282,
  segment: 0x18538067,
  places: 0x114d9b74,
  information: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  index: 0x1c53bb6b,
}

/** What players use beside tracks, clusters and what is known of them. The rest is titles, tags and attachments. */
const kept = [ids.places, ids.index]
const usualScale = 1_000_000

/**
 * Walks through the elements of a WebM, also of one that a browser recorded: it says neither where its parts end nor how
 * long it lasts.
 * @throws MediaError; `unsupported_file` where there is no moving picture in it
 */
export function readWebm(file: Ranges): Video {
  const elements = elementsOf(file)
  const body = segmentOf(elements, file.size)
  const walkCluster = clusterReader(elements)
  const blank: Video['blank'][number][] = []
  let size: Size | null = null
  let times: Times = { nanoseconds: usualScale, units: 0 }
  let latest = 0
  for (let at = body.from; at < file.size; ) {
    const element = elements.at(at, file.size)
    if (element.id === ids.cluster) {
      const walked = walkCluster(element, file.size)
      latest = Math.max(latest, walked.latest)
      at = walked.end
      continue
    }
    at = closed(element.end)
    if (element.id === ids.information) times = timesOf(elements, element)
    else if (element.id === ids.tracks) size = sizeOfTracks(elements, element)
    else if (!kept.includes(element.id)) blank.push({ ...element, end: at })
  }
  if (size === null) return unsupported()
  return { ...size, duration_ms: durationOf(times, latest), blank, erase: [] }
}

/** The second of the two elements that a WebM is made of; the first says that it is one. */
function segmentOf(elements: Elements, end: number): Element {
  const header = elements.at(0, end)
  const types = elements.childrenOf(header).filter(({ id }) => id === ids.documentType)
  if (header.id !== ids.header || types.map(elements.text).join() !== 'webm') {
    unsupported()
  }
  const body = elements.at(closed(header.end), end)
  if (body.id !== ids.segment) unsupported()
  if ((body.end ?? end) !== end) invalid()
  return body
}

interface Times {
  nanoseconds: number
  units: number
}

function timesOf(elements: Elements, information: Element): Times {
  const children = elements.childrenOf(information)
  const scale = children.find(({ id }) => id === ids.timestampScale)
  const duration = children.find(({ id }) => id === ids.duration)
  return {
    nanoseconds: scale ? elements.unsigned(scale) : usualScale,
    units: duration ? elements.float(duration) : 0,
  }
}

/** What it says, or else when the last of it is shown. */
function durationOf({ nanoseconds, units }: Times, latest: number): number | null {
  const milliseconds = Math.round(((units || latest) * nanoseconds) / 1e6)
  return milliseconds > 0 && Number.isSafeInteger(milliseconds) ? milliseconds : null
}
