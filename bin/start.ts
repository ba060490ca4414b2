// One command to try it: prepares the database, loads the demonstration area into an empty one, serves.
import { embeddedProgram } from '../src/kit/embedded.ts'

if (!process.env.DATABASE_URL) embeddedProgram()
const { run } = await import('../src/server.ts')

const quiet_area = process.env.NODE_ENV === 'production' || process.env.DEMO === 'no'

const { house, address } = await run(async ({ database, config, keys }) => {
  if (quiet_area) return
  const { rows } = await database.pool.query(
    'select exists (select from activities) or exists (select from people) as lived_in',
  )
  if (rows[0].lived_in) return
  console.log('Loading the demonstration area…')
  const { seedDemonstration } = await import('../seeds/demonstration.ts')
  await seedDemonstration(database.pool, { now: new Date(), secret: config.secret, keys })
})

const { rows: team } = await house.database.pool.query<{ name: string; email: string }>(
  `select name, email from people join roles on roles.person_id = people.id and roles.ended_at is null order by name limit 5`,
)
console.log(`\nAlongside for ${house.config.area.name} is open: ${address}\n`)
if (!quiet_area) {
  console.log('The team signs in at /sign-in. The code is shown on the page. Try:')
  for (const person of team) console.log(`  ${person.email}  (${person.name})`)
  const { demonstration_families } = await import('../seeds/households.ts')
  const { rows: families } = await house.database.pool.query<{ email: string }>(
    `select email from people where email like '%@home.example'`,
  )
  const here = new Set(families.map(({ email }) => email))
  const shown = demonstration_families.filter(({ email }) => here.has(email))
  if (shown.length) console.log('Families sign in the same way. Try:')
  for (const { email, name, shows } of shown) console.log(`  ${email}  (${name}: ${shows})`)
  console.log('Every message a family would get: /preview/messages\n')
}
