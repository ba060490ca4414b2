import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId } from './ids.ts'
import { makeKeys } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'alongside-keys-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const keys = makeKeys({ folder, secret: 'one secret' })
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
const words = 'Loud hand dryers frighten her. Nguyễn Thị, مرحبا'

test('what is sealed for one person opens for them, in any script, and looks like nothing', () => {
  const child = newId()
  const sealed = keys.seal(child, words)
  assert.equal(keys.open(child, sealed), words)
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('utf8'), /Loud|hand/)
  assert.notEqual(keys.seal(child, words), sealed, 'the same words twice do not look the same')
})

test('once the key is gone nothing opens, not even with a copy of the words or of the other keys', () => {
  const [child, sibling] = [newId(), newId()]
  const sealed = keys.seal(child, words)
  keys.seal(sibling, words)
  keys.forget(child)
  keys.forget(child)
  assert.equal(keys.open(child, sealed), null)
  assert.equal(keys.open(sibling, sealed), null)
  keys.seal(child, 'new words, a new key')
  assert.equal(keys.open(child, sealed), null, 'a key made afterwards is another key')
})

test('a copied folder of keys is worth nothing without the house’s secret', () => {
  const child = newId()
  const sealed = keys.seal(child, words)
  assert.equal(makeKeys({ folder, secret: 'another secret' }).open(child, sealed), null)
})

test('mangled words and a mangled id are refused, and no file is made for them', () => {
  const before = files().length
  assert.equal(keys.open(newId(), 'not sealed'), null)
  assert.equal(keys.open(newId(), null), null)
  assert.throws(() => keys.seal('../../etc/passwd', words))
  assert.equal(files().length, before)
})

test('key files are for the house alone to read', () => {
  keys.seal(newId(), words)
  for (const file of files()) assert.equal(statSync(join(file.parentPath, file.name)).mode & 0o077, 0)
})

test('processes that make the same keys at the same moment keep one of each, whole', async () => {
  const children = Array.from({ length: 60 }, () => newId())
  const start_at = Date.now() + 1500
  const script = `import { makeKeys } from ${JSON.stringify(new URL('./keys.ts', import.meta.url).href)}
    const keys = makeKeys({ folder: ${JSON.stringify(folder)}, secret: 'one secret' })
    while (Date.now() < ${start_at}) {}
    console.log(JSON.stringify(${JSON.stringify(children)}.map((id) => keys.seal(id, 'hello'))))`
  const run = () =>
    new Promise<string[]>((resolve, reject) =>
      execFile(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], (fault, said) =>
        fault ? reject(fault) : resolve(JSON.parse(said)),
      ),
    )
  for (const sealed of await Promise.all([run(), run(), run()]))
    assert.deepEqual(
      sealed.map((each, nth) => keys.open(children[nth]!, each)),
      children.map(() => 'hello'),
    )
  assert.ok(
    files().every(({ name }) => !name.includes('.')),
    'no half-made key is left behind',
  )
})
