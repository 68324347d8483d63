/** Shows that something is on its way, but only once it has taken long enough to be noticed. */
export function Waiting({ text }: { text: string }) {
  return (
    <p className="animate-[settle_200ms_300ms_backwards] p-4 text-center text-note text-soft-ink">{text}</p>
  )
}
