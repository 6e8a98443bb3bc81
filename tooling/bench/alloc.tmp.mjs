import { GUARD_TASKS } from './dist/guard/tasks.js'
import { Session } from 'node:inspector/promises'
const t=GUARD_TASKS.find(t=>t.name===process.argv[2])
const turn=()=>new Promise(r=>setImmediate(r))
const N=+process.argv[3]||3000
const loop=async n=>{ if(t.name.startsWith('event')) return t.run(n); for(let i=0;i<n;i++){await t.run(1); await turn()} }
await loop(5000)
const s=new Session(); s.connect()
await s.post('HeapProfiler.startSampling',{samplingInterval:512,includeObjectsCollectedByMajorGC:true,includeObjectsCollectedByMinorGC:true})
await loop(N)
const {profile}=await s.post('HeapProfiler.stopSampling')
const m=new Map(); let total=0
const walk=(n)=>{const k=`${n.callFrame.functionName||'(anon)'} ${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber+1}`; if(n.selfSize){m.set(k,(m.get(k)||0)+n.selfSize);total+=n.selfSize} n.children.forEach(walk)}
walk(profile.head)
console.log('total',(total/N).toFixed(0))
for(const [k,v] of [...m].sort((a,b)=>b[1]-a[1]).slice(0,40)) console.log((v/N).toFixed(0).padStart(7),k)
