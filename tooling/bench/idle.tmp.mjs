// which classes do idle streams hold
import { onNode } from './dist/servers/ours/node.js'
import { tickApi } from './dist/servers/ours/tick-api.js'
import { oneThenSilence } from './dist/scripts/one-then-silence.js'
import { nodeHttp } from './dist/servers/node-http.js'
import net from 'node:net'
import v8 from 'node:v8'
import { fork } from 'node:child_process'
const N=1000
if(process.argv[2]==='client'){ for(let i=0;i<N;i++){const s=net.connect(+process.argv[3],'127.0.0.1'); s.write('GET /stream HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n\r\n'); s.resume(); s.on('error',()=>{})} }
else {
 const server = process.argv[2]==='hand'? nodeHttp.ticks(oneThenSilence(),{heartbeat:1000}) : onNode.serveApi(tickApi(oneThenSilence(),{heartbeat:1000,validate:false}))
 server.listen(0,'127.0.0.1',async()=>{ const port=server.address().port
  const snap=()=>{const chunks=[]; return new Promise(r=>{const st=v8.getHeapSnapshot(); st.on('data',c=>chunks.push(c)); st.on('end',()=>r(JSON.parse(Buffer.concat(chunks).toString())))})}
  const stats=s=>{const {node_fields,node_types}=s.snapshot.meta; const F=node_fields.length; const m=new Map(); for(let i=0;i<s.nodes.length;i+=F){const t=node_types[0][s.nodes[i]]; let name=s.strings[s.nodes[i+1]]; if(t==='string'||t==='concatenated string')name='(string)'; if(t==='code')name='code'; const k=t+' '+name.slice(0,60); const e=m.get(k)||[0,0]; e[0]++; e[1]+=s.nodes[i+3]; m.set(k,e)} return m}
  gc();gc(); const a=stats(await snap())
  const c=fork(new URL(import.meta.url).pathname,['client',String(port)],{execArgv:[]})
  await new Promise(r=>setTimeout(r,4000)); gc();gc()
  const b=stats(await snap()); const d=[]; let total=0
  for(const [k,[n,sz]] of b){const [n0,s0]=a.get(k)||[0,0]; if(sz-s0>N*4){d.push([(sz-s0)/N,(n-n0)/N,k])} total+=sz-s0}
  console.log('per stream',(total/N).toFixed(0)); for(const [s,n,k] of d.sort((x,y)=>y[0]-x[0]).slice(0,70)) console.log(s.toFixed(0).padStart(7),n.toFixed(2).padStart(6),k)
  c.kill(); process.exit() })
}
