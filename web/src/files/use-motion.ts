import { useEffect, useState } from 'react'
import type { Attachment } from '#protocol/files'
import { lessMotion, useMedia } from '../ui/use-media'
import { addressOf, previewOf } from './addresses'

/** Whether a picture moves that could: it waits for those who want less of that, and for whoever stops it. */
export function useMotion(file: Attachment, width: number) {
  const wantsLess = useMedia(lessMotion)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const moves = chosen ?? !wantsLess
  const still = useStill(file, width, !moves)
  return {
    moves,
    toggle: () => setChosen(!moves),
    /** What is shown of it; null until that is there. */
    src: moves ? addressOf(file) : still,
  }
}

/** Where the page finds the first picture of an animation. Of a small one the server makes none: it is drawn here. */
function useStill(file: Attachment, width: number, isWanted: boolean): string | null {
  const preview = file.previews.length > 0 ? previewOf(file, width) : null
  const [drawn, setDrawn] = useState<string | null>(null)
  const toDraw = isWanted && preview === null ? addressOf(file) : null
  useEffect(() => {
    if (toDraw === null) return
    let address: string | null = null
    let isHere = true
    firstPicture(toDraw).then(
      (picture) => {
        if (!isHere || picture === null) return
        address = URL.createObjectURL(picture)
        setDrawn(address)
      },
      // Nothing is shown of it until somebody plays it, which says what is wrong.
      () => setDrawn(null),
    )
    return () => {
      isHere = false
      if (address !== null) URL.revokeObjectURL(address)
    }
  }, [toDraw])
  return preview ?? drawn
}

async function firstPicture(address: string): Promise<Blob | null> {
  const picture = new Image()
  picture.src = address
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth
  canvas.height = picture.naturalHeight
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  return new Promise((resolve) => canvas.toBlob(resolve))
}
