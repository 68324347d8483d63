/** Puts a file among the downloads of this device. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The browser has read it by the next turn of its own.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
