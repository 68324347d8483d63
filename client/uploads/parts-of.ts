/** Lets programs without a browser send a file part by part, so that only one is in memory. */
export async function partsOf(file: Blob) {
  return {
    size: file.size,
    async slice(start: number, end: number) {
      const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer())
      // The library takes the length from here, as a part of a file has it in browsers.
      return { value: Object.assign(bytes, { size: bytes.length }), done: end >= file.size }
    },
    close() {},
  }
}
