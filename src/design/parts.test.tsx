import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Site, within } from '../kit/site.ts'
import { SessionCard } from './card.tsx'
import { Checkboxes, Radios } from './choices.tsx'
import { Field } from './field.tsx'
import { JsonLd, Page } from './page.tsx'
import { chances, cutMarkup, themes } from './paper-cut.tsx'
import { PreviewPage } from './preview.tsx'
import { Pages, Steps } from './progress.tsx'

const here: Site = {
  area: { name: 'Sometown', phone: '0161 496 0123', text_number: '07700 900982', team_name: 'The team' },
  path: '/whats-on?q=<swim>',
  language: 'en',
  calm: false,
  signed_in: null,
  stylesheet: '/assets/look.css',
  script: '/assets/page.js',
  development: false,
}
const show = (make: () => VNode, around: Partial<Site> = {}) =>
  within({ ...here, ...around }, () => renderToString(make()))
const count = (html: string, piece: string) => html.split(piece).length - 1
const unkind = '"><script>alert(1)</script>'

const session = {
  id: 'swim',
  href: '/sessions/swim',
  title: 'Swim',
  when: 'Saturday',
  place: 'The pool',
  facts: ['Quiet'],
  places: 'few',
  theme: 'water',
  seed: 'swim',
} as const

test('words that a person typed are shown as typed, and run nothing', () => {
  const card = { ...session, id: unkind, title: unkind, when: unkind, seed: unkind, facts: [unkind] }
  const pages = [
    show(() => <Field name="name" label={unkind} value={unkind} hint={unkind} problem={unkind} />),
    show(() => <Field name="know" label="Know" rows={3} value={`</textarea>${unkind}`} />),
    show(() => <SessionCard session={card} />),
    show(() => <Page title={unkind} problems={{ name: unkind }} />),
    show(() => <JsonLd thing={{ name: `</script>${unkind}` }} />),
  ]
  for (const html of pages) assert.doesNotMatch(html, /<script>alert/)
})

test('a problem is said at the top, in the title, and beside its field in the same words', () => {
  const words = 'Enter a first name'
  const html = show(() => (
    <Page title="Who is coming?" problems={{ first_name: words, age: null }}>
      <Field name="first_name" label="First name" hint="As you say it" problem={words} value="" />
    </Page>
  ))
  assert.match(html, /<title>Error: Who is coming\?/)
  assert.match(
    html,
    /role="alert"[^>]*><h2>There is a problem<\/h2><ul><li><a href="#first_name">Enter a first name<\/a><\/li><\/ul>/,
  )
  assert.match(
    html,
    /<input id="first_name"[^>]*aria-describedby="first_name-hint first_name-problem"[^>]*aria-invalid="true"/,
  )
  assert.match(html, /id="first_name-problem"/)
})

test('a page without problems says nothing of them', () => {
  const html = show(() => <Page title="Home" problems={{ name: null }} />)
  assert.match(html, /<title>Home – Alongside Sometown<\/title>/)
  assert.doesNotMatch(html, /There is a problem/)
})

test('the summary leads to the first of several choices, and what was chosen stays chosen', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B', hint: 'More of B' },
  ]
  const radios = show(() => (
    <Radios name="adult" legend="Who?" options={options} chosen="b" problem="Choose one" />
  ))
  assert.match(radios, /<fieldset[^>]*aria-describedby="adult-problem"/)
  assert.match(radios, /id="adult" name="adult" value="a"\/?>/)
  assert.match(radios, /id="adult-2" name="adult" value="b" checked aria-describedby="adult-2-hint"/)
  const boxes = show(() => (
    <Checkboxes name="fact" legend="Must have" options={options} chosen={['a', 'b']} />
  ))
  assert.equal(count(boxes, ' checked'), 2)
})

test('what was typed comes back letter for letter, even a first blank line', () => {
  for (const value of ['O’Neill', 'Nguyễn Thị', '0161-496 0123', 'عائشة', 'x'.repeat(80)]) {
    assert.ok(show(() => <Field name="n" label="N" value={value} />).includes(`value="${value}"`))
  }
  assert.ok(
    show(() => <Field name="n" label="N" rows={2} value={'\nsecond line'} />).includes(
      '>\n\nsecond line</textarea>',
    ),
  )
})

test('help is on every page, the same three ways', () => {
  const html = show(() => <Page title="Anything" />)
  for (const way of ['href="tel:01614960123"', 'href="sms:07700900982"', 'href="/help"'])
    assert.equal(count(html, way), 1)
})

test('a page has one h1, a skip link to its main part, and no style or script of its own', () => {
  const html = show(() => <Page title="Anything" back={{ href: '/' }} status="Saved" wide />)
  assert.equal(count(html, '<h1'), 1)
  assert.match(html, /<body><a class="skip" href="#main">/)
  assert.match(html, /<main id="main"/)
  assert.match(html, /role="status"/)
  assert.doesNotMatch(html, /style=|<style|<script(?! type="module" src=)/)
  assert.equal(
    count(
      show(() => <Page title="Anything" heading={false} />),
      '<h1',
    ),
    0,
  )
})

test('the team’s way in is shown only to the team', () => {
  const home = () => <Page title="Home" />
  assert.equal(count(show(home), 'href="/team"'), 0)
  assert.equal(count(show(home, { signed_in: { name: 'Jo', rooms: [] } }), 'href="/team"'), 0)
  assert.equal(count(show(home, { signed_in: { name: 'Jo', rooms: ['team'] } }), 'href="/team"'), 1)
})

test('a page turns round for a language that reads from the right, and calm view is marked', () => {
  const html = show(() => <Page title="Home" />, { language: 'en-XB', calm: true })
  assert.match(html, /<html lang="en-XB" dir="rtl" data-calm/)
  assert.match(html, /name="calm" value="off"/)
})

test('a card has one link, says its day before its name, and keeps the shortlist button hidden', () => {
  const html = show(() => <SessionCard session={session} />)
  assert.equal(count(html, '<a '), 1)
  assert.ok(html.indexOf('Saturday') < html.indexOf('Swim</a>'))
  assert.match(html, /A few places left/)
  assert.match(html, /data-shortlist="swim" data-title="Swim" hidden/)
})

test('each activity keeps its own paper-cut, small enough for a list', () => {
  for (const theme of themes) {
    const cuts = Array.from({ length: 200 }, (_, index) => cutMarkup(theme, `seed ${index}`, 'card'))
    assert.ok(Math.max(...cuts.map((each) => each.length)) <= 600, theme)
    assert.ok(new Set(cuts).size > 150, `${theme} repeats itself`)
    for (const each of cuts) assert.doesNotMatch(each, /NaN|undefined|\d\.\d/)
  }
  const [one, again] = [chances('same'), chances('same')]
  assert.deepEqual([one(), one()], [again(), again()])
})

test('a long list is turned page by page, and a short one not at all', () => {
  const href = (n: number) => `?page=${n}`
  const html = show(() => <div>{Pages({ page: 3, pages: 9, href })}</div>)
  assert.match(html, /rel="prev"/)
  assert.match(html, /href="\?page=3" aria-current="page"/)
  assert.equal(count(html, '…'), 1)
  assert.equal(Pages({ page: 1, pages: 1, href }), null)
  assert.match(
    show(() => <Steps now={2} of={4} />),
    /Step 2 of 4/,
  )
})

test('every part can be looked at on one page', () => {
  assert.match(
    show(() => <PreviewPage />),
    /The parts/,
  )
})
