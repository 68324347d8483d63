/** Lets programs without a browser send a file part by part, so that only one is in memory. */
export async function partsOf(file: Blob) {
  return {
    size: file.size,
    async slice(start: number, end: number) {
      const value = new Uint8Array(await file.slice(start, end).arrayBuffer())
      return { value, done: end >= file.size }
    },
    close() {},
  }
}
