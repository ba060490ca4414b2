import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase } from '../../test/fresh.ts'
import { addPostcodes, loadPostcodes, reportOf } from './postcodes.ts'

const folder = mkdtempSync(join(tmpdir(), 'postcodes-'))
let database: Awaited<ReturnType<typeof freshDatabase>>
before(async () => {
  database = await freshDatabase()
})
after(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
const file = (name: string, words: string) => {
  writeFileSync(join(folder, name), words)
  return join(folder, name)
}
const kept = async () =>
  (await database.pool.query('select postcode, lat, lon from postcodes order by postcode')).rows

test('an area loads its own ONS file, and is told what was left out and why', async () => {
  const ons = file(
    'ons.csv',
    [
      '\uFEFF"pcd","pcd2","pcds","dointr","doterm","lat","long"',
      '"LS1 1AA","LS1  1AA","LS1 1AA","198001","",53.7961,-1.5476',
      '"LS1 1AB","LS1  1AB","LS1 1AB","198001","199606",53.7962,-1.5477',
      '"JE2 3AB","JE2  3AB","JE2 3AB","198001","",99.999999,0',
      '"","","","","",53.1,-1.1',
      '"LS1 1AD","LS1  1AD","LS1 1AD","198001","","",""',
    ].join('\r\n'),
  )
  const done = await addPostcodes(database.pool, ons)
  assert.deepEqual(done, { read: 5, loaded: 1, left_out: { ended: 1, 'no-place': 2, 'not-a-postcode': 1 } })
  assert.deepEqual(await kept(), [{ postcode: 'LS11AA', lat: 53.7961, lon: -1.5476 }])
  const { rows } = await database.pool.query(`select lat from outcodes where outcode = 'LS1'`)
  assert.equal(rows[0].lat, 53.7961)
  assert.deepEqual(reportOf(done as never).slice(0, 2), [
    '5 rows read, 1 postcodes loaded.',
    '1 left out: no longer in use.',
  ])
})

test('a newer file moves a postcode, and the same postcode twice is one', async () => {
  const newer = file('newer.csv', 'Postcode,Latitude,Longitude\nls1 1aa,53.8,-1.55\nLS11AA,53.81,-1.56\n')
  await loadPostcodes(database.pool, newer)
  assert.deepEqual(await kept(), [{ postcode: 'LS11AA', lat: 53.81, lon: -1.56 }])
})

test('more rows than one batch all arrive', async () => {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ'
  const rows = Array.from({ length: 12_000 }, (_, at) => {
    const [first, second] = [letters[at % 20], letters[Math.floor(at / 20) % 20]]
    return `HX${Math.floor(at / 4000) + 1} ${Math.floor(at / 400) % 10}${second}${first},53.7,-1.8`
  })
  const done = await addPostcodes(database.pool, file('many.csv', `pcds,lat,long\n${rows.join('\n')}`))
  assert.equal('loaded' in done && done.loaded, 12_000)
  const { rows: found } = await database.pool.query(
    `select count(*) from postcodes where postcode like 'HX%'`,
  )
  assert.equal(found[0].count, 12_000)
})

test('a file that is something else is refused in plain words', async () => {
  const refused = async (name: string) => {
    const done = await addPostcodes(database.pool, name)
    return 'refused' in done ? done.refused : done
  }
  assert.equal(await refused(join(folder, 'missing.csv')), 'no-file')
  assert.equal(await refused(folder), 'no-file')
  assert.equal(await refused(file('empty.csv', '')), 'empty')
  assert.equal(await refused(file('names.csv', 'name,age\nAisha,9\n')), 'no-postcode-column')
  assert.equal(await refused(file('grid.csv', 'pcds,oseast1m\nLS1 1AA,430000\n')), 'no-place-columns')
  await assert.rejects(loadPostcodes(database.pool, join(folder, 'missing.csv')), /could not be opened/)
})
