import { showDemos } from './show/show-demos.ts'
import { smoke } from './smoke/smoke.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const [flag, ...others] = args
  if (others.length > 0 || (flag !== undefined && flag !== '--smoke')) {
    console.error(
      'Usage: pnpm demo [--smoke]\n  Starts the demos. With --smoke, compares what they answer, and exits with 0 if it is the same, but for what is documented.',
    )
    return 1
  }
  try {
    return await (flag === '--smoke' ? smoke() : showDemos())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}
