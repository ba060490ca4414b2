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

console.log(`\nAlongside for ${house.config.area.name} is open: ${address}\n`)
if (!quiet_area) {
  const { demonstration_people } = await import('../seeds/people.ts')
  const { demonstration_families } = await import('../seeds/households.ts')
  const { rows: people } = await house.database.pool.query<{ email: string }>(
    `select email from people where email like any ('{%@home.example,%@alongside.example}')`,
  )
  const here = new Set(people.map(({ email }) => email))
  console.log('Sign in at /sign-in. Each code to type, the second step’s too, is shown on the page. Try:')
  for (const { role, email, provider } of demonstration_people.filter((each) => here.has(each.email)))
    console.log(`  ${role.replaceAll('_', ' ').padEnd(20)}${email}${provider ? `  (${provider})` : ''}`)
  const shown = demonstration_families.filter(({ email }) => here.has(email))
  if (shown.length) console.log('Families sign in the same way. Try:')
  for (const { email, name, shows } of shown) console.log(`  ${email}  (${name}: ${shows})`)
  console.log('Every message a family would get: /preview/messages\n')
}
