// Every setting: what it is, what it is when nothing is said, and whether production insists.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Config = {
  production: boolean
  port: number
  host: string
  /** Where people reach it: https://offer.example.gov.uk, no slash at the end. */
  origin: string
  data_dir: string
  /** One key a person, for their private words. Never in the same backup as the database. */
  keys_dir: string
  /** Signed checkpoints of the record of what was done; best on another disk. */
  audit_dir: string
  /** Real Postgres 15+; empty means the embedded database in data_dir. */
  database_url: string
  smtp_url: string
  mail_from: string
  /** GOV.UK Notify, for texts: a key turns it on. The template holds one field, ((message)). */
  notify: { url: string; key: string; text_template: string }
  /** Any other text gateway: takes {to, text, reference} as JSON, with the key as a bearer token. */
  text_gateway: { url: string; key: string }
  secret: string
  /** A proxy of ours stands in front and says who asks (X-Forwarded-For, its last entry). Without this, nobody is believed. */
  trust_proxy: boolean
  /** The council's own sign-on, by OpenID Connect; null when there is none. */
  council: { issuer: string; client_id: string; client_secret: string; name: string } | null
  area: { name: string; phone: string; text_number: string; team_name: string }
  /** Days after which an access fact is shown as needing a fresh look. */
  fact_fades_after_days: number
}

type Environment = Record<string, string | undefined>

function secretIn(data_dir: string): string {
  const file = join(data_dir, 'secret')
  mkdirSync(data_dir, { recursive: true })
  try {
    // wx: two starts at once must not write two secrets.
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  return readFileSync(file, 'utf8').trim()
}

function councilIn(env: Environment): Config['council'] {
  if (!env.OIDC_ISSUER) return null
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
    if (!env[name]) throw new Error(`${name} must be set when OIDC_ISSUER is`)
  return {
    issuer: env.OIDC_ISSUER,
    client_id: env.OIDC_CLIENT_ID!,
    client_secret: env.OIDC_CLIENT_SECRET!,
    name: env.OIDC_NAME || 'the council',
  }
}

/** The settings from the environment; a fault in plain words when production lacks one. */
export function configFrom(env: Environment = process.env): Config {
  const production = env.NODE_ENV === 'production'
  const data_dir = env.DATA_DIR || 'data'
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT must be a number, not "${env.PORT}"`)
  for (const name of ['ORIGIN', 'AREA_NAME', 'AREA_PHONE'])
    if (production && !env[name]) throw new Error(`${name} must be set in production`)
  if (env.NOTIFY_API_KEY && !env.NOTIFY_TEXT_TEMPLATE)
    throw new Error(
      'NOTIFY_TEXT_TEMPLATE must be set with NOTIFY_API_KEY: the id of a text template that says ((message))',
    )
  return {
    production,
    port,
    host: env.HOST || (production ? '0.0.0.0' : '127.0.0.1'),
    origin: (env.ORIGIN || `http://localhost:${port}`).replace(/\/+$/, ''),
    data_dir,
    keys_dir: env.KEYS_DIR || join(data_dir, 'keys'),
    audit_dir: env.AUDIT_DIR || join(data_dir, 'audit'),
    database_url: env.DATABASE_URL || '',
    smtp_url: env.SMTP_URL || '',
    mail_from: env.MAIL_FROM || 'Alongside <hello@alongside.example>',
    notify: {
      url: (env.NOTIFY_URL || 'https://api.notifications.service.gov.uk').replace(/\/+$/, ''),
      key: env.NOTIFY_API_KEY || '',
      text_template: env.NOTIFY_TEXT_TEMPLATE || '',
    },
    text_gateway: { url: env.TEXT_GATEWAY_URL || '', key: env.TEXT_GATEWAY_KEY || '' },
    secret: env.SECRET || secretIn(data_dir),
    trust_proxy: Boolean(env.TRUST_PROXY && env.TRUST_PROXY !== '0'),
    council: councilIn(env),
    area: {
      name: env.AREA_NAME || 'Sale and the Mersey Valley',
      phone: env.AREA_PHONE || '0161 496 0123',
      text_number: env.AREA_TEXT_NUMBER || '07700 900123',
      team_name: env.AREA_TEAM_NAME || 'the community offer team',
    },
    fact_fades_after_days: Number(env.FACT_FADES_AFTER_DAYS || 365),
  }
}
