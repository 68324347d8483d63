/** A colour as `oklch()` writes it: lightness from 0 to 1, hue in degrees. */
export interface Lch {
  lightness: number
  chroma: number
  hue: number
}

/** The contrast of two colours by WCAG 2, from 1 to 21, as a screen with the sRGB gamut shows them. */
export function contrast(one: Lch, other: Lch): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: Lch): number {
  const [red, green, blue] = linearRgb(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** By way of Oklab and its cone responses: the matrices of CSS Color 4. What no screen shows is cut off. */
function linearRgb({ lightness, chroma, hue }: Lch): [number, number, number] {
  const angle = (hue * Math.PI) / 180
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    shown(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    shown(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    shown(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

function shown(part: number): number {
  return Math.min(1, Math.max(0, part))
}
