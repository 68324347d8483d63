import { expect } from 'bun:test'
import type { Message } from '#protocol/messages'
import { gapsOf } from './gaps'
import type { Happening, History, Noted } from './history'
import { flawless, type Verdict } from './verdict'

/** How long the sockets of an ended session may still be heard: rule D14. */
const mostAfterSignOutMs = 1000

type Of<Type extends Happening['type']> = Extract<Noted, { type: Type }>

/** Fails with what was broken, and keeps the history for whoever looks for the cause. */
export function expectFlawless(history: History): void {
  const verdict = check(history.read())
  if (!Bun.deepEquals(verdict, flawless)) console.error(`The history is in ${history.keep()}`)
  expect(verdict).toEqual(flawless)
}

/** Compares what was promised with what is there. */
export function check(history: readonly Noted[]): Verdict {
  const of = <Type extends Happening['type']>(type: Type) =>
    history.filter((happening): happening is Of<Type> => happening.type === type)
  const sent = new Map(of('send').map((send) => [send.client_id, send]))
  const logs = new Map(of('stored').map(({ room_id, messages }) => [room_id, messages]))
  const texts = [...logs.values()].flat().filter((message) => message.message_type === 'text')
  const byContent = Map.groupBy(texts, (message) => message.content)
  const storedOf = (clientId: string) => byContent.get(sent.get(clientId)?.content ?? '')?.[0]

  return {
    lost: of('ack')
      .filter(({ client_id }) => !storedOf(client_id))
      .map(({ client_id }) => client_id),
    doubled: [...doubledTexts(byContent), ...doubledAcks(of('ack'))],
    gaps: [...logs].flatMap(([roomId, log]) => gapsOf(log).map((gap) => `${roomId}: ${gap}`)),
    misnumbered: of('ack').flatMap(({ client_id, seq }) => {
      const stored = storedOf(client_id)
      return !stored || stored.seq === seq ? [] : [`${client_id}: told ${seq}, stored as ${stored.seq}`]
    }),
    altered: alteredTexts(texts, of('send')),
    disordered: disorderedTexts(of('send'), storedOf),
    unsettled: of('unsettled').map(({ client_id }) => client_id),
    failed: of('failed').map(({ client_id, code }) => `${client_id}: ${code}`),
    divergent: of('shown')
      .filter(({ room_id, messages }) => !Bun.deepEquals(messages, logs.get(room_id) ?? []))
      .map(({ by, room_id }) => `${by} in ${room_id}`),
    overheard: overheardEntries(of('heard'), of('removed')),
    haunted: hauntedDevices(of('heard'), of('signed_out')),
    defects: of('defect').map(({ line }) => line),
  }
}

function doubledTexts(byContent: ReadonlyMap<string, readonly Message[]>): string[] {
  return [...byContent]
    .filter(([, copies]) => copies.length > 1)
    .map(([content, { length }]) => `${length} times: ${content}`)
}

/** Only the first of several sends of one client id may be told that it is new. */
function doubledAcks(acks: readonly Of<'ack'>[]): string[] {
  const asNew = Map.groupBy(
    acks.filter(({ is_duplicate }) => !is_duplicate),
    ({ client_id }) => client_id,
  )
  return [...asNew].filter(([, { length }]) => length > 1).map(([clientId]) => `accepted twice: ${clientId}`)
}

function alteredTexts(texts: readonly Message[], sends: readonly Of<'send'>[]): string[] {
  const byContent = new Map(sends.map((send) => [send.content, send]))
  return texts
    .filter(({ content, room_id, sender_id }) => {
      const send = byContent.get(content)
      return send?.room_id !== room_id || send.sender_id !== sender_id
    })
    .map(({ room_id, seq }) => `${room_id} ${seq}`)
}

function disorderedTexts(
  sends: readonly Of<'send'>[],
  storedOf: (clientId: string) => Message | undefined,
): string[] {
  const byDevice = Map.groupBy(sends, ({ via, room_id }) => `${via} in ${room_id}`)
  return [...byDevice].flatMap(([device, ofDevice]) => {
    const seqs = ofDevice.flatMap(({ client_id }) => storedOf(client_id)?.seq ?? [])
    return seqs
      .filter((seq, position) => seq < (seqs[position - 1] ?? 0))
      .map((seq) => `${device}: ${seq} was sent too late`)
  })
}

function overheardEntries(heard: readonly Of<'heard'>[], removals: readonly Of<'removed'>[]): string[] {
  const removedAt = new Map(removals.map(({ user_id, room_id, seq }) => [`${user_id} in ${room_id}`, seq]))
  return heard
    .map(({ user_id, room_id, seq }) => ({ who: `${user_id} in ${room_id}`, seq }))
    .filter(({ who, seq }) => seq > (removedAt.get(who) ?? Number.POSITIVE_INFINITY))
    .map(({ who, seq }) => `${who}: ${seq}`)
}

function hauntedDevices(heard: readonly Of<'heard'>[], endings: readonly Of<'signed_out'>[]): string[] {
  const endedAt = new Map(endings.map(({ via, at }) => [via, at]))
  return heard
    .filter(({ via, at }) => at > (endedAt.get(via) ?? Number.POSITIVE_INFINITY) + mostAfterSignOutMs)
    .map(({ via, room_id, seq }) => `${via}: ${room_id} ${seq}`)
}
