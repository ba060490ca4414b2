// bin/db migrate | types | postcodes FILE
import { writeFileSync } from 'node:fs'
import { configFrom } from '../src/config.ts'
import { FolderInUse, openDatabase } from '../src/kit/db.ts'
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
    `bin/db ${Object.keys(commands).join(' | ')}\n  migrate         brings the database up to date\n  types           writes src/database.ts from the migrations\n  postcodes FILE  loads your area's postcodes (ONS postcode directory, CSV)`,
  )
  process.exit(command ? 1 : 0)
}
try {
  await chosen()
} catch (fault) {
  process.stderr.write(`${fault instanceof FolderInUse ? fault.message : (fault as Error).message}\n`)
  process.exit(1)
}
