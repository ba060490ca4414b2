import assert from 'node:assert/strict'
import { test } from 'node:test'
import { language, speak, t } from './words.ts'

test('words stretch by two fifths in the invented language, and what people typed does not', () => {
  const plain = 'Book these places'
  const stretched = speak('en-XA', () => t(plain))
  assert.ok(stretched.length >= plain.length * 1.4)
  assert.match(
    speak('en-XA', () => t('Cancel for {{name}}', { name: 'Aisha' })),
    /Aisha|Áíshá/,
  )
})

test('a language nobody speaks is English', () => {
  assert.equal(language('xx').code, 'en')
  assert.equal(language('en-XB').dir, 'rtl')
})

test('one reader’s language never leaks into another’s page', () => {
  speak('en-XB', () => assert.notEqual(t('Back'), 'Back'))
  assert.equal(t('Back'), 'Back')
})
