/** The part of a kernel that is the same for every system: the store, the index and the search. */

export interface RuntimeParts {
  readonly words: number
  readonly instances: number
  readonly edges: boolean
  readonly coverageBytes: number
  readonly properties: number
  readonly functions: readonly string[]
}

const row = (words: number, f: (k: number) => string): string => Array.from({ length: words }, (_, k) => f(k)).join("")
const same = (words: number): string => Array.from({ length: words }, (_, k) => `st[q+${k}]===pw[o+${k}]`).join("&&")

/** FNV-like mixing of every word, and a last avalanche, because the index uses the low bits and the tag the high ones. */
const hash = (words: number, word: (k: number) => string): string =>
  `let h=0x811c9dc5|0;${row(words, (k) => `h=Math.imul(h^${word(k)},0x9e3779b1);h^=h>>>15;`)}h=Math.imul(h,0x2c1b3c6d);h^=h>>>13;h=Math.imul(h,0x297a2d39);h^=h>>>16;`

const edgeStore = `
let off=new Float64Array(cap),tg=new Int32Array(1<<16),lb=new Uint16Array(1<<16),ne=0;
function edge(t,l){if(ne===tg.length){const a=new Int32Array(ne*2);a.set(tg);tg=a;const c=new Uint16Array(ne*2);c.set(lb);lb=c}tg[ne]=t;lb[ne]=l;ne++}`

/** The source of the factory's body. Its parameters are `first`, the packed initial state, `left`, the items each rule's coverage still misses, and the limits. */
export const runtime = (p: RuntimeParts): string => `"use strict";
const W=${p.words},BATCH=64,ROOM=BATCH+${p.instances};
let cap=1<<12,log=13,mask=(1<<log)-1,hi=~mask;
let st=new Int32Array(cap*W),pa=new Int32Array(cap),tab=new Int32Array(1<<log);
let n=0,cur=0,trans=0,depth=0,levelEnd=1,m=0,stopKind=-1,stopWhich=0,stopState=0,touch=0;
const pw=new Int32Array(ROOM*W),ph=new Int32Array(ROOM),pi=new Int32Array(ROOM),pp=new Int32Array(ROOM);
const seen=new Uint8Array(${p.coverageBytes}),premise=new Uint8Array(${p.properties}),wit=new Int32Array(${p.properties}).fill(-1);
${p.edges ? edgeStore : ""}
function bytes(){return st.byteLength+pa.byteLength+tab.byteLength${p.edges ? "+off.byteLength+tg.byteLength+lb.byteLength" : ""}}
function fail(kind,which,state){stopKind=kind;stopWhich=which;stopState=state;return -1}
function grow(){
  if(2*bytes()>limitBytes){stopKind=4;return false}
  cap*=2;log++;mask=(1<<log)-1;hi=~mask;
  const s=new Int32Array(cap*W);s.set(st);st=s;
  const a=new Int32Array(cap);a.set(pa);pa=a;
  ${p.edges ? "const f=new Float64Array(cap);f.set(off);off=f;" : ""}
  tab=new Int32Array(1<<log);
  for(let i=0;i<n;i++){const q=i*W;${hash(p.words, (k) => `st[q+${k}]`)}let x=h&mask;while(tab[x]!==0)x=(x+1)&mask;tab[x]=(h&hi)|(i+1)}
  return true;
}
function flush(){
  const count=m;m=0;let sum=0;
  for(let k=0;k<count;k++){const o=k*W;${hash(p.words, (k) => `pw[o+${k}]`)}ph[k]=h;sum^=tab[h&mask]}
  for(let k=0;k<count;k++){const h=ph[k],e=tab[h&mask];if(e!==0&&((e^h)&hi)===0)sum^=st[((e&mask)-1)*W]}
  touch^=sum;
  for(let k=0;k<count;k++){
    const h=ph[k],o=k*W;let x=h&mask,e=tab[x],found=-1;
    while(e!==0){if(((e^h)&hi)===0){const q=((e&mask)-1)*W;if(${same(p.words)}){found=(e&mask)-1;break}}x=(x+1)&mask;e=tab[x]}
    if(found<0){
      if(n>=limitStates){stopKind=3;break}
      if(n===cap){if(!grow())break;x=h&mask;while(tab[x]!==0)x=(x+1)&mask}
      found=n;tab[x]=(h&hi)|(n+1);const q=n*W;${row(p.words, (k) => `st[q+${k}]=pw[o+${k}];`)}pa[n]=pp[k];n++;
    }
    ${p.edges ? "edge(found,pi[k]);" : ""}
  }
  trans+=count;
}
${p.functions.join("\n")}
function run(budget){
  while(stopKind<0){
    if(cur===levelEnd){flush();if(stopKind>=0)break;if(n===cur)return true;levelEnd=n;depth++}
    ${p.edges ? "off[cur]=ne+m;" : ""}
    expand(cur);
    if(stopKind>=0)break;
    cur++;
    if(m>=BATCH)flush();
    if(--budget<=0&&cur!==levelEnd)return false;
  }
  return true;
}
for(let k=0;k<W;k++)pw[k]=first[k];
pp[0]=-1;m=1;
flush();trans=0;${p.edges ? "ne=0;" : ""}
const kinds=["invariant","obligation","deadlock","states","memory"];
return {run,states:()=>n,expanded:()=>cur,transitions:()=>trans+m,depth:()=>depth,
  stop:()=>stopKind<0?undefined:{kind:kinds[stopKind],which:stopWhich,state:stopState},
  store:()=>st,parents:()=>pa,
  bytes,
  offsets:()=>${p.edges ? "off.subarray(0,n)" : "new Float64Array(0)"},targets:()=>${p.edges ? "tg.subarray(0,ne)" : "new Int32Array(0)"},labels:()=>${p.edges ? "lb.subarray(0,ne)" : "new Uint16Array(0)"},
  quiescent:(i)=>quiet(i*W),
  stepGiven:(k,i,j)=>stepGiven[k](i*W,j*W),stepHolds:(k,i,j)=>stepHolds[k](i*W,j*W),
  abstract:(k,i,out)=>abstraction[k](i*W,out),
  witnesses:wit,premises:premise,seen,left,
  successors:(words)=>{
    const saved=[st,m,stopKind];st=words;m=0;stopKind=-1;
    expand(0);
    const out=[];
    for(let k=0;k<m;k++){out.push(pi[k]);for(let j=0;j<W;j++)out.push(pw[k*W+j])}
    const stopped=stopKind;[st,m,stopKind]=saved;
    if(stopped===1)throw new RangeError("an obligation fails");
    return Int32Array.from(out);
  }};
`
