import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressIn, isAddress, oneLine } from '../../kit/mail.ts'
import { segmentsOf, tryAgainAt } from './rules.ts'

test('a text is counted as the network counts it', () => {
  const sizes: [string, number][] = [
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1], // a euro takes two places
    ['€'.repeat(81), 2],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3], // two places are never split, so one is lost in each
    ['ş'.repeat(70), 1], // one letter outside the plain alphabet makes all of it wide
    [`${'a'.repeat(70)}ş`, 2],
    ['ш'.repeat(134), 2],
    ['ш'.repeat(135), 3],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
    ['é£è ok', 1],
  ]
  for (const [text, segments] of sizes)
    assert.equal(segmentsOf(text), segments, `${text.length} of ${text[0]}`)
})

test('we wait longer each time, and then we ring', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const waited = [1, 2, 3, 4, 5, 6].map(
    (tries) => (tryAgainAt(tries, now)!.getTime() - now.getTime()) / 60_000,
  )
  assert.deepEqual(waited, [1, 5, 30, 120, 360, 720])
  assert.equal(tryAgainAt(7, now), null)
})

test('one address and nothing else is an address', () => {
  for (const good of ["o'neill@home.example", 'a+b@home.example', 'aisha@münchen.example'])
    assert.ok(isAddress(good), good)
  for (const bad of [
    '',
    'a',
    'a@b',
    'a@b.example,c@d.example',
    'a b@c.example',
    'a@b.example\n',
    'a@b\u2028.example',
    '<a@b.example>',
    `${'a'.repeat(250)}@b.example`,
  ])
    assert.equal(isAddress(bad), false, bad)
  assert.equal(addressIn('Alongside <hello@alongside.example>'), 'hello@alongside.example')
  assert.equal(addressIn('hello@alongside.example'), 'hello@alongside.example')
  assert.equal(oneLine('a\r\n b\u2028c\u0085d'), 'a b c d')
})
