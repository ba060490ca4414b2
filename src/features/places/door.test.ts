import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { type World, wordsOf, world } from '../../../test/world.ts'
import { makePicture } from './picture.ts'
import { placeById } from './queries.ts'

let here: World
let priya: Awaited<ReturnType<World['given']['coordinator']>>['browser']
before(async () => {
  here = await world({ now: new Date('2026-11-23T10:00:00Z') })
  priya = (await here.given.coordinator('Priya')).browser
})
after(() => here.close())

const words = 'A blue door with a ramp, left of the café'
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2a6' } })
/** A photo as a phone takes it: on its side, and saying where it was taken. */
const photo = (width = 2000, height = 1500) =>
  plain(width, height)
    .withExif({
      IFD0: { ImageDescription: 'Outside our house' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 25/1 27/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const chunk = (kind: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
/** A few kilobytes that unpack to sixty million pixels. */
function bomb(): Buffer {
  const about = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  about.writeUInt32BE(10_000, 0)
  about.writeUInt32BE(6_000, 4)
  const rows = deflateSync(Buffer.alloc(6_000 * (1 + 10_000 / 8)))
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([start, chunk('IHDR', about), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

async function send(place_id: string, bytes: Uint8Array | null, said = words, name = 'door.jpg') {
  const form = new FormData()
  form.set('photo', new File(bytes ? [new Uint8Array(bytes)] : [], bytes ? name : ''))
  form.set('words', said)
  const cookie = [...priya.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const { origin } = here.house.config
  return here.house.app.request(`${origin}/team/places/${place_id}/photo`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    body: form,
  })
}
const pictures = async (): Promise<number> =>
  (await here.database.pool.query('select count(*) from pictures')).rows[0].count
const showing = async (place_id: string) =>
  /<img src="(\/pictures\/[^"]+)" alt="([^"]*)" width="(\d+)" height="(\d+)"/.exec(
    (await here.browser().read(`/places/${place_id}`)).html,
  )

test('a photo of a door is shown small and upright, in words too, and not where it was taken', async () => {
  const place = await here.given.place()
  const sent = await photo()
  assert.ok((await sharp(sent).metadata()).exif!.includes('Outside our house'), 'the phone said where')
  assert.equal(await showing(place.id), null)
  const reply = await send(place.id, sent)
  assert.equal(reply.status, 303)
  const thanks = wordsOf((await priya.read(reply.headers.get('location')!)).html)
  assert.ok(thanks.includes('Thank you. Families see this door now.'), thanks)

  const [, address, alt, width, height] = (await showing(place.id))!
  assert.equal(alt, words)
  const answer = await here.browser().get(address!)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'image/webp')
  assert.match(answer.headers.get('cache-control')!, /immutable/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const kept = await sharp(bytes).metadata()
  assert.equal(kept.format, 'webp')
  assert.deepEqual([kept.exif, kept.xmp, kept.iptc, kept.orientation], Array(4).fill(undefined))
  assert.ok(!/EXIF|Outside/.test(bytes.toString('latin1')))
  assert.deepEqual([kept.width, kept.height].map(String), [width, height])
  assert.ok(kept.width <= 1280 && kept.height > kept.width, 'a photo held upright stays upright')
})

test('PNG and WebP are taken whatever the file is called, and a small picture is not blown up', async () => {
  for (const kind of ['png', 'webp', 'avif'] as const) {
    const made = await makePicture(await plain(40, 30).toFormat(kind).toBuffer())
    assert.ok(typeof made !== 'string', kind)
    assert.deepEqual([made.width, made.height], [40, 30])
  }
})

test('what is not a photo is refused in words, the words typed are kept, and nothing is written', async () => {
  const place = await here.given.place()
  const before = await pictures()
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>a</text></svg>'
  const whole = await photo(600, 400)
  const refused: [string, Uint8Array | null, string][] = [
    ['a drawing', Buffer.from(drawing), 'We could not open that photo'],
    ['a text with the name of a photo', Buffer.from('Dear all, the door is blue.'), 'We could not open'],
    ['half a photo', whole.subarray(0, whole.length / 2), 'We could not open'],
    ['a GIF', await plain(20, 20).gif().toBuffer(), 'We could not open'],
    ['a bomb', bomb(), 'That photo is too large'],
    ['nothing', null, 'Choose a photo of the door'],
  ]
  for (const [what, bytes, sentence] of refused) {
    const reply = await send(place.id, bytes)
    const html = await reply.text()
    assert.equal(reply.status, 422, what)
    assert.match(html, /<title>Error: /, what)
    assert.ok(html.includes('href="#photo"'), `${what} is named in the summary`)
    assert.ok(wordsOf(html).includes(sentence), what)
    assert.ok(html.includes(`>${words}</textarea>`), `${what}: the words are still there`)
  }
  assert.equal(await pictures(), before)
  assert.equal((await placeById(here.database.db, place.id))!.door_photo, null)
})

test('a photo without words is not shown to anyone, and every problem is said at once', async () => {
  const place = await here.given.place()
  const before = await pictures()
  const html = await (await send(place.id, await photo(60, 40), '  ')).text()
  assert.ok(html.includes('href="#words"') && html.includes('href="#photo"'))
  assert.ok(wordsOf(html).includes('Choose the photo again. We could not keep it'))
  const empty = wordsOf(await (await priya.post(`/team/places/${place.id}/photo`)).text())
  assert.ok(empty.includes('Choose a photo of the door') && empty.includes('Write what matters for finding'))
  assert.equal((await send(place.id, await photo(60, 40), 'a'.repeat(301))).status, 422)
  assert.equal(await pictures(), before)
})

test('the words can be put right by themselves, and a new photo leaves no copy of the old', async () => {
  const place = await here.given.place()
  await send(place.id, await photo(60, 40))
  const before = await pictures()
  const [, first] = (await showing(place.id))!
  assert.equal((await send(place.id, null, 'A red door')).status, 303)
  assert.deepEqual((await showing(place.id))!.slice(1, 3), [first, 'A red door'])

  await send(place.id, await photo(80, 40))
  assert.notEqual((await showing(place.id))![1], first)
  assert.equal(await pictures(), before)
  assert.equal((await here.browser().get(first!)).status, 404)
})

test('a photo taken down is gone, from the page and from its own address', async () => {
  const place = await here.given.place()
  await send(place.id, await photo(60, 40))
  const [, address] = (await showing(place.id))!
  const before = await pictures()
  const reply = await priya.post(`/team/places/${place.id}/photo`, { act: 'take-down' })
  assert.equal(reply.status, 303)
  const said = wordsOf((await priya.read(reply.headers.get('location')!)).html)
  assert.ok(said.includes('The photo is taken down.') && !said.includes('Take the photo down'))
  assert.equal(await showing(place.id), null)
  assert.equal((await here.browser().get(address!)).status, 404)
  assert.equal(await pictures(), before - 1)
  assert.equal((await priya.post(`/team/places/${place.id}/photo`, { act: 'take-down' })).status, 303)
})

test('a large photo may be sent where photos are sent, one too large is refused, and words stay small', async () => {
  const place = await here.given.place()
  const mega = 1024 * 1024
  const large = Buffer.concat([await photo(60, 40), Buffer.alloc(11 * mega)])
  assert.equal((await send(place.id, large)).status, 303)
  const before = await pictures()
  const reply = await send(place.id, Buffer.alloc(15 * mega))
  assert.equal(reply.status, 400)
  assert.ok(wordsOf(await reply.text()).includes('That was too much to send at once'))
  assert.equal(await pictures(), before)
  assert.equal((await priya.post(`/team/places/${place.id}`, { about: 'a'.repeat(mega) })).status, 400)
})

test('only the team changes a door', async () => {
  const place = await here.given.place()
  await send(place.id, await photo(60, 40))
  const reply = await here.browser().post(`/team/places/${place.id}/photo`, { act: 'take-down' })
  assert.match(reply.headers.get('location')!, /^\/sign-in/)
  assert.ok(await showing(place.id))
})
