/** Stands for the name while the sentence is made, so that it is found again in any language. */
const mark = '\u{F0000}'

interface Props {
  name: string
  /** Makes the sentence around a name. */
  sentence: (name: string) => string
}

/** A sentence with a name in it, which keeps its own direction and stands out. */
export function Naming({ name, sentence }: Props) {
  const [before, after] = sentence(mark).split(mark)
  return (
    <>
      {before}
      <strong dir="auto" className="font-semibold wrap-anywhere">
        {name}
      </strong>
      {after}
    </>
  )
}
