import { useState } from 'react'
import { m } from '#catalogue'
import { ownDataApi } from '#client/own-data-api'
import type { Proof } from '#protocol/proofs'
import { useClient } from '../shell/client-context'
import { returned } from '../shell/returned'
import { Button } from '../ui/button'
import { Prove } from './prove'
import { saveFile } from './save-file'

/** Taking along everything that is one's own. */
export function ExportData() {
  const client = useClient()
  const [state, setState] = useState(returned.settings === 'export' ? 'open' : 'untouched')

  async function run(proof: Proof) {
    const file = await ownDataApi(client.requester).exportAccount(proof)
    saveFile(file, `natter-${new Date().toISOString().slice(0, 10)}.json`)
    setState('done')
  }

  return (
    <section aria-labelledby="own-data" className="flex flex-col gap-2">
      <h3 id="own-data" className="-mb-0.5 font-bold">
        {m.proof_export_title()}
      </h3>
      <p className="text-note text-soft-ink">{m.proof_export_note()}</p>
      {state === 'open' ? (
        <div className="flex flex-col gap-2.5 rounded-medium border border-line bg-sheet p-3">
          <Prove purpose="export" action={m.proof_export()} run={run} />
          <Button onClick={() => setState('left')}>{m.proof_cancel()}</Button>
        </div>
      ) : (
        <Button autoFocus={state !== 'untouched'} onClick={() => setState('open')}>
          {m.proof_export()}
        </Button>
      )}
      {state === 'done' && (
        <p role="status" className="text-note text-soft-ink">
          {m.proof_export_done()}
        </p>
      )}
    </section>
  )
}
