// Writes src/database.ts from a migrated database, so that a misspelt column does not compile.
import type pg from 'pg'

const names: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  citext: 'string',
  bpchar: 'string',
  varchar: 'string',
  tsvector: 'string',
  name: 'string',
  int2: 'number',
  int4: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  interval: 'string',
  int4range: 'string',
  point: 'string',
}
const query = `
  select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable,
    (a.atthasdef or a.attidentity <> '' or c.relkind = 'v') as has_default, a.attgenerated <> '' as generated,
    (select array_agg(distinct m[1]) from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([a-z_]+)''::text', 'g') m
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY\\[') as words
  from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'v', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
  order by c.relname, a.attnum`

type Column = {
  table: string
  column: string
  type: string
  nullable: boolean
  has_default: boolean
  generated: boolean
  words: string[] | null
}

function typeOf({ type, nullable, has_default, generated, words }: Column): string {
  const list = type.startsWith('_')
  const base = list ? type.slice(1) : type
  const or_null = nullable ? ' | null' : ''
  const wrap = (read: string, write: string) =>
    generated
      ? `ColumnType<${read}${or_null}, never, never>`
      : `ColumnType<${read}${or_null}, ${write}${or_null}${has_default || nullable ? ' | undefined' : ''}, ${write}${or_null}>`
  if (base === 'timestamptz') return wrap('Date', 'Date | string')
  if (base === 'int8') return wrap('number', 'number | string')
  if (base === 'json' || base === 'jsonb') return wrap('Json', 'Json | string')
  const plain = words ? words.map((word) => `'${word}'`).join(' | ') : (names[base] ?? 'unknown')
  const whole = list ? `${plain.includes('|') ? `(${plain})` : plain}[]` : plain
  if (generated) return `ColumnType<${whole}${or_null}, never, never>`
  return has_default ? `Generated<${whole}${or_null}>` : `${whole}${or_null}`
}

/** The text of src/database.ts for the schema this pool sees. */
export async function typesFromSchema(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<Column>(query)
  // Extensions bring views of their own; only our tables are typed.
  const tables = Map.groupBy(
    rows.filter((row) => !row.table.startsWith('pg_')),
    (row) => row.table,
  )
  const body = [...tables].map(
    ([table, columns]) =>
      `  ${table}: {\n${columns.map((column) => `    ${column.column}: ${typeOf(column)}`).join('\n')}\n  }`,
  )
  return [
    '// Made by `bin/db types` from the migrated database. Not written by hand.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    'export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]',
    '',
    'export type DB = {',
    ...body,
    '}',
    '',
  ].join('\n')
}
