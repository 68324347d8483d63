import type { CSSProperties, ReactNode } from 'react'
import type { Attachment, StoredFile } from '#protocol/files'
import { onDemand } from '../ui/on-demand'
import { gridWidth, isWide, soleBox } from './layout'

const ShownFile = onDemand(async () => (await import('./shown-file')).ShownFile, null)

type Framed = Pick<StoredFile, 'kind' | 'width' | 'height'>

interface FramesProps<File> {
  files: readonly File[]
  keyOf: (file: File) => string
  kindOf: (file: File) => Framed['kind']
  /** What fills the place of a file; `width` is that of the place in pixels of the page. */
  children: (file: File, place: { width: number; isSole: boolean }) => ReactNode
}

/** The files of a message. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  return (
    <Frames files={files} keyOf={({ id }) => id} kindOf={({ kind }) => kind}>
      {(file, place) => <ShownFile file={file} {...place} />}
    </Frames>
  )
}

/**
 * Keeps the places of files from the first moment, so that nothing moves when they come: pictures and videos whole where
 * there is one, else as a grid, and the rest as rows below.
 */
export function Frames<File extends Pick<StoredFile, 'width' | 'height'>>(props: FramesProps<File>) {
  const { files, keyOf, kindOf, children } = props
  const visual = files.filter((file) => kindOf(file) !== 'other')
  const rows = files.filter((file) => kindOf(file) === 'other')
  const [sole] = visual
  return (
    <>
      {sole && visual.length === 1 && (
        <div style={soleStyle(sole)} className={`${media} ${frame} max-w-[calc(100%+0.5rem)]`}>
          {children(sole, { width: soleBox(sole).width, isSole: true })}
        </div>
      )}
      {visual.length > 1 && (
        <div style={gridStyle} className={`${media} grid max-w-[calc(100%+0.5rem)] grid-cols-2 gap-[3px]`}>
          {visual.map((file, position) => {
            const wide = isWide(position, visual.length)
            return (
              <div
                key={keyOf(file)}
                className={`${frame} ${wide ? 'col-span-2 aspect-[2/1]' : 'aspect-square'}`}
              >
                {children(file, { width: wide ? gridWidth : gridWidth / 2, isSole: false })}
              </div>
            )
          })}
        </div>
      )}
      {rows.length > 0 && (
        <ul className="my-1 grid grid-cols-[minmax(0,1fr)] gap-1">
          {rows.map((file) => (
            <li key={keyOf(file)} className="relative h-14 w-85 max-w-full">
              {children(file, { width: 0, isSole: false })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const media = '-mx-1 mt-0.5 mb-1 overflow-hidden rounded-[12px]'
const frame = 'relative overflow-hidden bg-shade'
const gridStyle: CSSProperties = { width: gridWidth }

function soleStyle(file: Pick<StoredFile, 'width' | 'height'>): CSSProperties {
  const { width, ratio } = soleBox(file)
  return { width, aspectRatio: ratio }
}
