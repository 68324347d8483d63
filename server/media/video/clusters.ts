import { closed, type Element, type Elements } from './elements'

const time = 0xe7
const simpleBlock = 0xa3
const group = 0xa0
const block = 0xa1
/** What else there is in a cluster; anything but these ends one that does not say where it ends. */
const others = [0xa7, 0xab, 0x5854, 0xaf, 0xec, 0xbf]
const all = [time, simpleBlock, group, ...others]

/** @returns what walks through a cluster: to where it ends, and to the moment at which the last of it is shown */
export function clusterReader(elements: Elements) {
  return (cluster: Element, segmentEnd: number): { end: number; latest: number } => {
    const end = cluster.end ?? segmentEnd
    let at = cluster.from
    let start = 0
    let latest = 0
    while (at < end) {
      const child = elements.at(at, end)
      if (!all.includes(child.id) && cluster.end === null) break
      at = closed(child.end)
      if (child.id === time) start = elements.unsigned(child)
      const timed = child.id === group ? elements.childrenOf(child).find(({ id }) => id === block) : child
      if (timed?.id === simpleBlock || timed?.id === block) {
        latest = Math.max(latest, start + offsetOf(elements, timed))
      }
    }
    return { end: at, latest }
  }
}

/** A block begins with the number of its track, of one byte or more, and its distance from the time of its cluster. */
function offsetOf(elements: Elements, timed: Element): number {
  const trackBytes = Math.clz32(elements.bytes(timed, 1).readUInt8(0)) - 23
  return elements.bytes(timed, trackBytes + 2).readInt16BE(trackBytes)
}
