import { useEffect } from 'react'
import { isPressed } from '../keys/combo'
import { keyTable } from '../keys/table'
import type { Desk } from './desk'
import { endCall } from './end-call'
import type { OwnMedia } from './peer/own-media'

/** The keys of a call work wherever the focus is, also while one writes. */
export function useCallKeys(desk: Desk) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      const { own } = desk.state.get()
      const isOf = ({ combos }: { combos: readonly string[] }) => combos.some((one) => isPressed(one, event))
      if (isOf(keyTable.hang_up)) endCall(desk)
      else if (!own) return
      else if (isOf(keyTable.mute)) own.mute(!own.state.get().isMuted)
      else if (isOf(keyTable.camera)) turnCamera(own)
      else if (isOf(keyTable.share_screen)) shareScreen(own)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [desk])
}

function turnCamera(own: OwnMedia): void {
  void own.turnCamera(own.state.get().camera === null)
}

function shareScreen(own: OwnMedia): void {
  void own.share(own.state.get().screen === null)
}
