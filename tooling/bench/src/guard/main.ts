import { allocatedPer } from './allocated.ts'
import { GUARD_TASKS } from './tasks.ts'

// Counts what each layer allocates, and prints it as JSON: bytes for each event or request, by name.
// `node --expose-gc --min-semi-space-size=128 --max-semi-space-size=128 --single-threaded guard/main.js`

const counted: Record<string, number> = {}
for (const { name, iterations, run } of GUARD_TASKS) counted[name] = await allocatedPer(iterations, run)
console.log(JSON.stringify(counted, undefined, 2))
