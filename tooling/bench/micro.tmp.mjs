import { GUARD_TASKS } from './dist/guard/tasks.js'
const names=process.argv[2]?.split('|')
for(const t of GUARD_TASKS){ if(names&&!names.some(n=>t.name.includes(n)))continue
 const n=t.iterations*(t.name.startsWith('event')?10:10)
 await t.run(n); await t.run(n); let best=1e9; for(let k=0;k<5;k++){const a=process.cpuUsage(); await t.run(n); const b=process.cpuUsage(a); best=Math.min(best,(b.user+b.system)/n)}
 console.log(t.name.padEnd(40),best.toFixed(3),'µs')}
