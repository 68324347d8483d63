/** What is larger is refused by what its header says, before anything of it is decoded. Rule G24 of docs/files.md. */
export const bounds = {
  picturePixels: 50_000_000,
  /** Of an animation: its canvas, how many frames it has, and the pixels of all of them. */
  canvasPixels: 16_000_000,
  frames: 3000,
  framePixels: 400_000_000,
} as const
