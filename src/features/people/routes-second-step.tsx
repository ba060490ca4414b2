// The second step: shown before anything about other people is opened; set up by whoever has none yet.
import QRCode from 'qrcode'
import { said, type Typed, typedIn } from '../../kit/forms.ts'
import { paths } from '../../kit/paths.ts'
import { seal, unseal } from '../../kit/seal.ts'
import { type Ctx, routes, safeReturn, show, signed_in } from '../../kit/web.ts'
import {
  addFactor,
  endFactor,
  type NewFactor,
  type Shown,
  showCode,
  showPasskey,
  type Who,
} from './actions-second-step.ts'
import { addressFor, codeNow, halfMinuteOf, newSecret, openedSecret, sealedSecret } from './authenticator.ts'
import { type Entry, homeOf } from './entry.tsx'
import { SecondStepPage, SetUpPage, SpareCodesPage, type StepRefusal } from './pages/second-step.tsx'
import { TooManyPage } from './pages/sign-in.tsx'
import { askForNewPasskey, askForPasskey, newPasskey, passkeyAnswer, questionIn } from './passkeys.ts'
import { type Factor, factorsOf, spareCodesLeft } from './queries.ts'
import { digitsIn, maySetUp } from './rules.ts'
import { keepSignIn } from './sign-in-cookie.ts'
import { firstTime } from './tries.ts'

const withReturn = (path: string, come_back: string) => `${path}?return=${encodeURIComponent(come_back)}`

export function secondStepRoutes({ config }: Entry) {
  const { secret } = config
  const who = (c: Ctx): Who => ({
    person_id: c.var.person!.id,
    sign_in_id: c.var.person!.sign_in_id,
    now: c.var.now,
    secret,
  })
  const mine = (c: Ctx) => factorsOf(c.var.db, c.var.person!.id)
  const backIn = (c: Ctx, asked: string | undefined) => safeReturn(asked, homeOf(c.var.person!.roles))
  const sealed_for = (c: Ctx) => ({ secret, purpose: 'new authenticator', bound: c.var.person!.sign_in_id })

  // What the app would show is for whoever builds here.
  const shownCode = (c: Ctx, factors: Factor[]): string | undefined => {
    if (config.production) return undefined
    const kept = openedSecret(
      factors.find(({ kind }) => kind === 'app')?.sealed_secret ?? null,
      c.var.person!.id,
      secret,
    )
    return kept ? codeNow(kept, c.var.now) : undefined
  }

  const ask = async (c: Ctx, come_back: string, problem?: StepRefusal) => {
    const factors = await mine(c)
    const question = await askForPasskey(config, factors, who(c))
    const has_app = factors.some(({ kind }) => kind === 'app')
    const shown_code = shownCode(c, factors)
    return show(
      c,
      <SecondStepPage {...{ come_back, has_app, question, problem, shown_code }} />,
      problem ? 422 : 200,
    )
  }

  // A question is good once: a recorded answer cannot be played again.
  const challengeIn = async (c: Ctx, use: 'use' | 'make', typed: Typed): Promise<string | null> => {
    const challenge = questionIn(config, use, { ...who(c), sealed: said(typed, 'question') })
    return challenge && (await firstTime(c.var.db, secret, challenge, c.var.now)) ? challenge : null
  }

  const judge = async (c: Ctx, typed: Typed): Promise<Shown | StepRefusal> => {
    const { db } = c.var
    if (said(typed, 'kind') !== 'passkey') {
      const code = said(typed, 'code').slice(0, 40)
      return code ? showCode(db, who(c), code) : 'no-code'
    }
    const challenge = await challengeIn(c, 'use', typed)
    const answer = said(typed, 'answer')
    const answered = challenge && (await passkeyAnswer(config, await mine(c), { challenge, answer }))
    const shown = await showPasskey(db, who(c), answered || null)
    return shown === 'wrong' ? 'not-a-key' : shown
  }

  const setUp = async (c: Ctx, come_back: string, more: { kept?: string; problem?: StepRefusal } = {}) => {
    const person = c.var.person!
    const factors = await mine(c)
    const key = more.kept ?? newSecret()
    const named = { issuer: `Alongside ${config.area.name}`, label: person.name || 'me' }
    const page = {
      come_back,
      secret: key,
      sealed: seal(key, sealed_for(c)),
      picture: await QRCode.toString(addressFor(key, named), { type: 'svg', margin: 2 }),
      question: await askForNewPasskey(config, factors, { ...who(c), area: named.issuer, name: named.label }),
      factors,
      spare_left: await spareCodesLeft(c.var.db, person.id),
      now: c.var.now,
      problem: more.problem,
      ended: c.req.query('done') === 'ended',
    }
    return show(c, <SetUpPage {...page} />, more.problem ? 422 : 200)
  }

  /** Where to go first, when this may not be done yet; null when it may. */
  const proveFirst = async (c: Ctx, here: string): Promise<string | null> => {
    const factors = await mine(c)
    if (maySetUp(c.var.person!, factors.length, c.var.now)) return null
    return withReturn(factors.length ? paths.secondStep() : paths.signInConfirm(), here)
  }

  const added = async (
    c: Ctx,
    typed: Typed,
  ): Promise<NewFactor | { problem: StepRefusal; kept?: string }> => {
    if (said(typed, 'kind') === 'passkey') {
      const challenge = await challengeIn(c, 'make', typed)
      const made = challenge ? await newPasskey(config, { challenge, answer: said(typed, 'answer') }) : null
      return made ? { kind: 'passkey', label: 'Passkey', ...made } : { problem: 'not-a-key' }
    }
    const kept = unseal(said(typed, 'sealed'), sealed_for(c)) ?? undefined
    const code = digitsIn(said(typed, 'code'))
    if (!kept || code.length !== 6) return { problem: 'no-code', kept }
    const counter = halfMinuteOf(kept, code, c.var.now)
    if (counter === null) return { problem: 'wrong', kept }
    return {
      kind: 'app',
      label: 'App on a phone',
      sealed_secret: sealedSecret(kept, c.var.person!.id, secret),
      counter,
    }
  }

  return routes()
    .get(paths.secondStep(), signed_in, async (c) => {
      const come_back = backIn(c, c.req.query('return'))
      if ((await mine(c)).length === 0)
        return c.redirect(withReturn(paths.secondStep('set-up'), come_back), 303)
      return ask(c, come_back)
    })
    .post(paths.secondStep(), signed_in, async (c) => {
      const typed = await typedIn(c)
      const come_back = backIn(c, said(typed, 'return'))
      const shown = await judge(c, typed)
      if (typeof shown === 'string') return ask(c, come_back, shown)
      if ('wait_minutes' in shown)
        return show(c, <TooManyPage minutes={shown.wait_minutes} back={paths.secondStep()} />, 429)
      keepSignIn(c, shown)
      return c.redirect(come_back, 303)
    })
    .get(paths.secondStep('set-up'), signed_in, async (c) => {
      const come_back = backIn(c, c.req.query('return'))
      const first = await proveFirst(c, withReturn(paths.secondStep('set-up'), come_back))
      return first ? c.redirect(first, 303) : setUp(c, come_back)
    })
    .post(paths.secondStep('set-up'), signed_in, async (c) => {
      const typed = await typedIn(c)
      const come_back = backIn(c, said(typed, 'return'))
      const here = withReturn(paths.secondStep('set-up'), come_back)
      const first = await proveFirst(c, here)
      if (first) return c.redirect(first, 303)
      const factor = await added(c, typed)
      if ('problem' in factor) return setUp(c, come_back, factor)
      // The same form pressed twice adds one.
      if (factor.kind === 'app' && !(await firstTime(c.var.db, secret, said(typed, 'sealed'), c.var.now)))
        return c.redirect(come_back, 303)
      const done = await addFactor(c.var.db, who(c), factor)
      if (done === 'not-now') return c.redirect(here, 303)
      keepSignIn(c, done.fresh)
      if (done.spare.length === 0) return c.redirect(here, 303)
      return show(c, <SpareCodesPage codes={done.spare} come_back={come_back} />)
    })
    .post(paths.secondStep('end'), signed_in, async (c) => {
      const here = paths.secondStep('set-up')
      const first = await proveFirst(c, here)
      if (first) return c.redirect(first, 303)
      const ended = await endFactor(c.var.db, who(c), said(await typedIn(c), 'factor'))
      return c.redirect(ended ? `${here}?done=ended` : here, 303)
    })
}
