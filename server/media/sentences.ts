/**
 * What is said of a file more precisely than by a code alone; the web client knows these in all its languages. The figures
 * are those of bounds.ts.
 */
export const sentences = {
  manyPixels: 'A picture can have at most 50 million pixels.',
  largeAnimation:
    'An animation can have at most 16 million pixels, and 3000 frames of 400 million pixels in all.',
  movingPicture: 'Of pictures that move, only GIFs are taken here. Send it as a GIF or a video.',
  quickTime:
    'This is a QuickTime video (.mov), as iPhones record them. Turn it into an MP4 with a video app, then send that.',
  heic: 'This is a HEIC picture, as iPhones take them. Turn it into a JPEG with a picture app, then send that.',
  foreignParts: 'This video refers to another file. Send it as one file.',
} as const
