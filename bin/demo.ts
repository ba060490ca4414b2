// bin/demo: loads the demonstration area into an empty database (bin/start does it by itself the first time).
import { seedDemonstration } from '../seeds/demonstration.ts'
import { configFrom } from '../src/config.ts'
import { openDatabase } from '../src/kit/db.ts'
import { makeKeys } from '../src/kit/keys.ts'
import { migrate } from '../src/kit/migrate.ts'

const config = configFrom()
if (config.production) {
  process.stderr.write('The demonstration area is invented people: it is not loaded in production.\n')
  process.exit(1)
}
try {
  const database = await openDatabase(config)
  await migrate(database.pool)
  const { rows } = await database.pool.query('select exists (select from activities) as lived_in')
  if (rows[0].lived_in)
    console.log('This database has activities already. Nothing was changed. Use an empty DATA_DIR.')
  else {
    const keys = makeKeys({ folder: config.keys_dir, secret: config.secret })
    await seedDemonstration(database.pool, { now: new Date(), secret: config.secret, keys })
  }
  await database.close()
} catch (fault) {
  process.stderr.write(`${(fault as Error).message}\n`)
  process.exit(1)
}
