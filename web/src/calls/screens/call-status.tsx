import { m } from '#catalogue'
import { qualitySentences, stepSentences } from '../sentences'
import { Duration } from './duration'
import type { PartProps } from './part-props'

/** With whom one talks, since when, and what stands in the way of it. */
export function CallStatus({ name, step, talk }: Pick<PartProps, 'name' | 'step' | 'talk'>) {
  return (
    <div className="min-w-0 flex-1">
      <p className="truncate font-bold">
        <bdi>{name}</bdi>
      </p>
      <p className="text-small text-soft-ink wide:truncate">
        {step === 'open' ? <OpenStatus talk={talk} name={name} /> : waitingText(step, name)}
      </p>
    </div>
  )
}

function OpenStatus({ talk: { openSince, quality, other }, name }: Pick<PartProps, 'talk' | 'name'>) {
  const note =
    quality !== 'good' ? qualitySentences[quality]() : other.is_muted ? m.calls_other_muted({ name }) : null
  return (
    <>
      {openSince !== null && <Duration since={openSince} />}
      {note !== null && <> · {note}</>}
    </>
  )
}

function waitingText(step: PartProps['step'], name: string): string {
  return step === 'ended' || step === 'refused' ? '' : stepSentences[step]({ name })
}
