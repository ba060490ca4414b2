import { defineConfig } from 'i18next-cli'

export default defineConfig({
  locales: ['en'],
  extract: {
    input: ['src/**/*.{ts,tsx}'],
    ignore: ['src/**/*.test.*', 'src/**/*.client.ts'],
    output: 'locales/{{language}}.json',
    functions: ['t'],
    transComponents: [],
    keySeparator: false,
    nsSeparator: false,
    contextSeparator: '¦',
    defaultValue: (key) => key,
    mergeNamespaces: true,
    removeUnusedKeys: true,
    sort: true,
    primaryLanguage: 'en',
  },
})
