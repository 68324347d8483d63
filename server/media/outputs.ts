import { rm } from 'node:fs/promises'

/** So wide are the smaller pictures of a picture that is wider, smallest first. */
export const previewWidths = [320, 1280] as const

/** Where the worker puts what it makes of one file. `output` is a path that is nobody else's. */
export function outputPath(output: string): string {
  return `${output}.made`
}

export function previewPath(output: string, width: number): string {
  return `${output}.${width}`
}

export async function removeOutputs(output: string): Promise<void> {
  const paths = [outputPath(output), ...previewWidths.map((width) => previewPath(output, width))]
  await Promise.all(paths.map((path) => rm(path, { force: true })))
}
