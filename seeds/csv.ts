import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** The rows of a file in seeds/data, by column name. */
export const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`data/${file}`, import.meta.url)), { columns: true, bom: true })
