// The look and the few scripts, gathered once at start: one stylesheet, one script, named by their content.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, stop } from 'esbuild'
import { Hono } from 'hono'
import { anyone, type Env } from './web.ts'

type File = { body: Uint8Array<ArrayBuffer>; zipped?: Uint8Array<ArrayBuffer>; type: string }
export type Assets = { stylesheet: string; script: string; files: Map<string, File> }

const src = fileURLToPath(new URL('../', import.meta.url))
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.txt': 'text/plain; charset=utf-8',
}
const squeezed = new Set(['.css', '.js', '.svg', '.txt'])

/** Gathers src/design and every feature's .css and .client.ts, fonts and pictures. */
export async function gatherAssets(): Promise<Assets> {
  const found = (pattern: string) => globSync(pattern, { cwd: src }).sort()
  const styles = [...found('design/*.css'), ...found('features/*/*.css')]
  const scripts = [...found('design/*.client.ts'), ...found('features/*/*.client.ts')]
  const [css, js] = await Promise.all([
    bundle(styles.map((file) => `@import "./${file}";`).join('\n'), 'css'),
    bundle(scripts.map((file) => `import "./${file}";`).join('\n'), 'js'),
  ])
  stop()
  const files = new Map<string, File>()
  const put = (name: string, body: Uint8Array) => {
    const ext = extname(name)
    const zipped = squeezed.has(ext) ? { zipped: new Uint8Array(gzipSync(body, { level: 9 })) } : {}
    files.set(`/assets/${name}`, {
      body: new Uint8Array(body),
      type: types[ext] ?? 'application/octet-stream',
      ...zipped,
    })
    return `/assets/${name}`
  }
  for (const file of [...found('design/fonts/*'), ...found('design/*.svg'), ...found('design/pictures/*')])
    put(file.replace(/^design\//, ''), readFileSync(join(src, file)))
  return { stylesheet: put(`${hash(css)}.css`, css), script: put(`${hash(js)}.js`, js), files }
}

const hash = (body: Uint8Array) => createHash('sha256').update(body).digest('hex').slice(0, 12)

async function bundle(contents: string, loader: 'css' | 'js'): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, loader, resolveDir: src },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome100', 'firefox100', 'safari15'],
    external: ['/assets/*'],
    logLevel: 'silent',
  })
  return outputFiles[0]!.contents
}

/** Serves what was gathered. Names carry their content, so a reader keeps them for a year. */
export function assetRoutes(assets: Assets) {
  return new Hono<Env>().get('/assets/*', anyone, (c) => {
    const file = assets.files.get(c.req.path)
    if (!file) return c.notFound()
    const zip = file.zipped && c.req.header('accept-encoding')?.includes('gzip')
    const named_by_content = /\/[0-9a-f]{12}\./.test(c.req.path)
    // Through `c`: an answer made without it would lack the headers of safety.
    return c.body(zip ? file.zipped! : file.body, 200, {
      'Content-Type': file.type,
      'Cache-Control': named_by_content ? 'public, max-age=31536000, immutable' : 'public, max-age=604800',
      Vary: 'Accept-Encoding',
      ...(zip ? { 'Content-Encoding': 'gzip' } : {}),
    })
  })
}
