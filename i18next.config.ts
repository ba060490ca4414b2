import { defineConfig } from 'i18next-cli'

export default defineConfig({
  locales: ['en'],
  extract: {
    input: ['src/**/*.{ts,tsx}'],
    ignore: ['src/**/*.test.*', 'src/**/*.client.ts'],
    output: 'locales/{{language}}.json',
    // `say` marks a sentence that is kept as a fact and spoken later.
    functions: ['t', 'say'],
    transComponents: [],
    keySeparator: false,
    nsSeparator: false,
    contextSeparator: '¦',
    // The plural's default is the sentence itself; its singular is then written by hand.
    defaultValue: (key) => key.replace(/_(one|other)$/, ''),
    mergeNamespaces: true,
    removeUnusedKeys: true,
    sort: true,
    primaryLanguage: 'en',
  },
})
