// Makes a picture fit to show from whatever a phone sent: small, upright, and silent about where it was taken.
import type { Sharp, SharpOptions } from 'sharp'

/** A picture as it is kept: WebP with nothing in it but the picture. Width and height are pixels. */
export type Picture = { webp: Buffer; width: number; height: number }
export type PictureRefusal = 'not-a-picture' | 'too-large'

const most_pixels = 40_000_000
const known = ['jpeg', 'png', 'webp', 'heif']
// Nobody waits longer than this many seconds, and a picture built to be slow does not hold the house up.
const patience = 20

type Reader = (bytes: Uint8Array, options?: SharpOptions) => Sharp
let reader: Promise<Reader> | undefined

// Read when first needed, so that a house starts without it. Drawings that are programs (SVG, PDF) are never opened.
const openReader = (): Promise<Reader> => {
  reader ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({
      operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map((kind) => `VipsForeignLoad${kind}Buffer`),
    })
    sharp.cache(false)
    return sharp
  })
  return reader
}

/** The picture in these bytes, at most 1280 pixels wide and 1600 high, upright and with nothing else kept. The name of the file is not asked. */
export async function makePicture(bytes: Uint8Array): Promise<Picture | PictureRefusal> {
  const open = await openReader()
  try {
    // The first lines alone say how large it is: a bomb is never unpacked.
    const { format, width, height } = await open(bytes, { limitInputPixels: false }).metadata()
    if (!format || !known.includes(format)) return 'not-a-picture'
    if (width * height > most_pixels) return 'too-large'
    const { data, info } = await open(bytes, { limitInputPixels: most_pixels, failOn: 'error' })
      .timeout({ seconds: patience })
      .autoOrient()
      .resize({ width: 1280, height: 1600, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true })
    return { webp: data, width: info.width, height: info.height }
  } catch {
    return 'not-a-picture'
  }
}
