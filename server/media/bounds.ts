/** What is larger is refused by what its header says, before anything of it is decoded. Rule G24 of docs/files.md. */
export const bounds = {
  picturePixels: 50_000_000,
  /** Of a WebP that loses nothing, as large as a 4K screen: each million takes a second and some 30 MB. Larger ones lose a little. */
  losslessPixels: 3840 * 2160,
  /** Of an animation: its canvas, how many frames it has, and the pixels of all of them. */
  canvasPixels: 16_000_000,
  frames: 3000,
  framePixels: 400_000_000,
} as const
