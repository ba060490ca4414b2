// The fast half, under a minute: types, lint, unused code, the house's own rules, and tests that need no database.
import { spawnSync } from 'node:child_process'

const node = process.execPath
const steps: [string, string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['types of scripts', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.client.json']],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  ['unused', ['node_modules/knip/bin/knip.js']],
  ['words', ['node_modules/i18next-cli/dist/esm/cli.js', 'extract', '--ci', '--quiet']],
  [
    'house',
    [
      '--import',
      'tsx',
      '--test',
      '--test-reporter=dot',
      'test/house.test.ts',
      'src/kit/*.test.ts',
      'src/design/*.test.ts',
      'src/design/*.test.tsx',
      'src/features/*/rules.test.ts',
    ],
  ],
]

let failed = 0
for (const [name, args] of steps) {
  const began = performance.now()
  const { status } = spawnSync(node, args, { stdio: 'inherit', env: { ...process.env, QUIET: '1' } })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${Math.round(performance.now() - began)} ms)`)
  if (status !== 0) failed++
}
console.log(`${steps.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
