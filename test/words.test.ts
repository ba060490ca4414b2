// A11: the words of every page and message. Sentences of 20 words at most, 12 on average, and a reading age of 9 to 11.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const catalogue: Record<string, string> = JSON.parse(
  readFileSync(new URL('../locales/en.json', import.meta.url), 'utf8'),
)
// A value put in counts as one word; names of parts of the page are not sentences.
const spoken = Object.values(catalogue).map((words) => words.replace(/\{\{\w+\}\}/g, 'thing'))
const sentences = spoken
  .flatMap((words) => words.split(/(?<=[.!?:;])\s+|\n+/))
  .filter((sentence) => /[a-z]/i.test(sentence))
const wordsIn = (sentence: string) => sentence.match(/[\p{L}\p{N}’'-]+/gu) ?? []

/** Syllables, near enough: runs of vowels, a silent e left out. */
const syllables = (word: string) =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
        .match(/[aeiouy]{1,2}/g) ?? []
    ).length,
  )

/** The school year that can read it (Flesch–Kincaid); reading age is five more. */
function grade(text: string[]): number {
  const words = text.flatMap(wordsIn)
  return (
    0.39 * (words.length / text.length) +
    11.8 * (words.reduce((sum, word) => sum + syllables(word), 0) / words.length) -
    15.59
  )
}

test('no sentence of ours is longer than 20 words', () => {
  assert.deepEqual(
    sentences.filter((sentence) => wordsIn(sentence).length > 20),
    [],
  )
})

test('sentences have 12 words or fewer on average, and a child of eleven can read them', () => {
  const whole = sentences.filter((sentence) => /[.!?]$/.test(sentence))
  const mean = whole.flatMap(wordsIn).length / whole.length
  assert.ok(mean <= 12, `the mean is ${mean.toFixed(1)} words`)
  assert.ok(grade(whole) <= 6, `reading age ${(grade(whole) + 5).toFixed(1)}`)
})

test('no word of the office stands unexplained', () => {
  const office =
    /\b(provision|signpost\w*|EHCP|SEND|stakeholder\w*|eligib\w*|service users?|special needs|suffer\w*|wheelchair[- ]bound)\b/
  assert.deepEqual(
    spoken.filter((words) => office.test(words)),
    [],
  )
})

test('nothing begs, hurries or counts down', () => {
  assert.deepEqual(
    spoken.filter((words) => /\b(hurry|only \w+ left|don’t miss|last chance|act now)\b/i.test(words)),
    [],
  )
})
