// Who someone says they are, as typed, and how long a code and a sign-in last. Pure.

/** Minutes a code works for, and how many wrong tries it takes. */
export const code_minutes = 10
export const code_tries = 5
/** Codes one address is sent in an hour, at most; and the seconds in which asking twice is asking once. */
export const codes_an_hour = 5
export const same_asking_seconds = 15
/** Days a person stays signed in on a device. */
export const signed_in_days = 7

/** Why someone was not let in, without saying whether we know them. */
export type Refusal = 'not-an-email' | 'no-code' | 'wrong-code'

/** An email as we keep it: capitals and stray spaces do not matter. */
export const foldedEmail = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const zeros = ['٠', '۰']

/** The digits of a code, whatever stands between them and in whichever numerals. */
export const digitsIn = (typed: string): string =>
  [...typed.normalize('NFKC')]
    .map((letter) => {
      const zero = zeros.find((each) => letter >= each && letter.codePointAt(0)! <= each.codePointAt(0)! + 9)
      return zero ? String(letter.codePointAt(0)! - zero.codePointAt(0)!) : letter
    })
    .join('')
    .replace(/\D/g, '')
