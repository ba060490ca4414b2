// bin/db migrate | types | postcodes FILE | audit | erasures | lost-phone EMAIL
import { writeFileSync } from 'node:fs'
import { configFrom } from '../src/config.ts'
import { forgetSecondSteps } from '../src/features/people/index.ts'
import { replayErasures } from '../src/features/rights/index.ts'
import { erasureList, holdingsOf } from '../src/holdings.ts'
import { verifyAudit } from '../src/kit/audit.ts'
import { FolderInUse, openDatabase } from '../src/kit/db.ts'
import { makeKeys } from '../src/kit/keys.ts'
import { migrate } from '../src/kit/migrate.ts'
import { typesFromSchema } from '../src/kit/types-from-schema.ts'
import { loadPostcodes } from './db.d/postcodes.ts'

const [command, file] = process.argv.slice(2)

const commands: Record<string, () => Promise<void>> = {
  migrate: () =>
    withDatabase(async ({ pool }) => {
      const ran = await migrate(pool)
      console.log(ran.length ? `Ran ${ran.join(', ')}` : 'Nothing to do: the database is up to date')
    }),
  // A new database in memory, so that the types are of the migrations and of nothing else.
  types: async () => {
    const database = await openDatabase({})
    await migrate(database.pool)
    writeFileSync(new URL('../src/database.ts', import.meta.url), await typesFromSchema(database.pool))
    await database.close()
    console.log('Wrote src/database.ts')
  },
  postcodes: () =>
    withDatabase(async ({ pool }) => {
      if (!file)
        throw new Error(
          'Say which file: bin/db postcodes FILE (the Office for National Statistics postcode directory, as CSV)',
        )
      await migrate(pool)
      await loadPostcodes(pool, file)
    }),
  // Reads the whole record of what was done, and every signature outside the database.
  audit: () =>
    withDatabase(async ({ pool }) => {
      const found = await verifyAudit(pool, configFrom().audit_dir)
      if (found.sound)
        return console.log(`Sound: ${found.entries} entries, ${found.checkpoints} signed checkpoints`)
      console.log(`Not sound. The first bad entry is number ${found.nth}: ${found.because}`)
      process.exitCode = 1
    }),
  // After a restore: whoever was forgotten since that copy was made is forgotten again. bin/start does it too.
  erasures: () =>
    withDatabase(async ({ db, pool }) => {
      await migrate(pool)
      const config = configFrom()
      const keys = makeKeys({ folder: config.keys_dir, secret: config.secret })
      const list = erasureList(config)
      const many = await replayErasures({ db, keys, now: new Date(), holdings: holdingsOf(config), list })
      console.log(many ? `Erased again: ${many}` : 'Nothing to do: everyone on the list is gone here')
    }),
  // For the last administrator, with nobody left to let them back in: whoever may run this has the machine already.
  'lost-phone': () =>
    withDatabase(async ({ db }) => {
      if (!file) throw new Error('Say whose: bin/db lost-phone EMAIL')
      const done = await forgetSecondSteps(db, file.trim().toLowerCase(), new Date())
      console.log(
        done
          ? 'Done. They sign in by a code, and set up a new second step.'
          : 'Nobody signs in with that email',
      )
      if (!done) process.exitCode = 1
    }),
}

async function withDatabase(
  use: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(configFrom())
  try {
    await use(database)
  } finally {
    await database.close()
  }
}

const chosen = commands[command ?? '']
if (!chosen) {
  console.log(
    `bin/db ${Object.keys(commands).join(' | ')}\n  migrate         brings the database up to date\n  types           writes src/database.ts from the migrations\n  postcodes FILE  loads your area's postcodes (ONS postcode directory, CSV)\n  audit           reads the whole record of what was done, and names the first bad entry\n  erasures        after a restore: forgets again whoever was forgotten since\n  lost-phone EMAIL  takes the second steps off somebody who lost theirs, after a call-back`,
  )
  process.exit(command ? 1 : 0)
}
try {
  await chosen()
} catch (fault) {
  process.stderr.write(`${fault instanceof FolderInUse ? fault.message : (fault as Error).message}\n`)
  process.exit(1)
}
