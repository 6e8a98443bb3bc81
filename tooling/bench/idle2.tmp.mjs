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
  const closures=s=>{const {node_fields,edge_fields,node_types,edge_types}=s.snapshot.meta;const F=node_fields.length,E=edge_fields.length;const first=new Map();let e=0;const m=new Map();const idx=[];for(let i=0;i<s.nodes.length;i+=F){idx.push(e);e+=s.nodes[i+4]*E}; const name=i=>s.strings[s.nodes[i+1]];const edges=i=>{const st=idx[i/F];const r=[];for(let k=0;k<s.nodes[i+4];k++){const o=st+k*E;r.push([s.strings[s.edges[o+1]]??s.edges[o+1],s.edges[o+2],edge_types[0][s.edges[o]]])}return r};for(let i=0;i<s.nodes.length;i+=F){const t=node_types[0][s.nodes[i]];const n=name(i);let k;if(t==='closure'){const sh=edges(i).find(x=>x[0]==='shared');let sc='';if(sh){const se=edges(sh[1]).find(x=>x[0]==='script');if(se)sc=name(se[1])+edges(sh[1]).filter(x=>x[0]==='name_or_scope_info').map(x=>name(x[1])).join()}k='closure '+n+' '+(sh?sh[1]:'')+' '+sc.split('/').slice(-2).join('/')}else if(t==='object'&&(n==='Object'||n==='Array'||n==='Map')){k=n+' {'+edges(i).filter(x=>x[2]==='property'&&x[0]!=='__proto__').map(x=>x[0]).slice(0,8).join()+'}'}else if(n==='system / Context'){k='ctx {'+edges(i).filter(x=>x[2]==='context').map(x=>x[0]).slice(0,8).join()+'}'}else continue;m.set(k,(m.get(k)||0)+1)}return m};const stats=s=>{const {node_fields,node_types}=s.snapshot.meta; const F=node_fields.length; const m=new Map(); for(let i=0;i<s.nodes.length;i+=F){const t=node_types[0][s.nodes[i]]; let name=s.strings[s.nodes[i+1]]; if(t==='string'||t==='concatenated string')name='(string)'; if(t==='code')name='code'; const k=t+' '+name.slice(0,60); const e=m.get(k)||[0,0]; e[0]++; e[1]+=s.nodes[i+3]; m.set(k,e)} return m}
  gc();gc(); const a=stats(await snap())
  const c=fork(new URL(import.meta.url).pathname,['client',String(port)],{execArgv:[]})
  await new Promise(r=>setTimeout(r,4000)); gc();gc()
  const S=await snap();const cl=closures(S);console.log([...cl].filter(x=>x[1]>N*0.9).sort((a,b)=>b[1]-a[1]).map(([k,n])=>(n/N).toFixed(2)+' '+k).join('\n'));const b=stats(S); const d=[]; let total=0
  for(const [k,[n,sz]] of b){const [n0,s0]=a.get(k)||[0,0]; if(sz-s0>N*4){d.push([(sz-s0)/N,(n-n0)/N,k])} total+=sz-s0}
  console.log('per stream',(total/N).toFixed(0)); for(const [s,n,k] of d.sort((x,y)=>y[0]-x[0]).slice(0,70)) console.log(s.toFixed(0).padStart(7),n.toFixed(2).padStart(6),k)
  c.kill(); process.exit() })
}
