/** The part of a kernel that is the same for every system: the store, the index and the search. */

/** Why a kernel stopped: which state, and what of the system it broke. */
export interface Stop {
  readonly kind: "invariant" | "obligation" | "deadlock" | "states" | "memory" | "refused" | "step"
  /** Invariant: index into the properties. Obligation: index into `Kernel.obligations`. Refused: index into `Kernel.refusals`. Step: index into the properties, plus their number for each instance before the step's. */
  readonly which: number
  /** The state in which it was seen; for an obligation of an effect, the state that was left. */
  readonly state: number
}

/** The compiled part: see `runtime`. */
export interface Compiled {
  readonly run: (budget: number) => boolean
  readonly states: () => number
  readonly expanded: () => number
  readonly transitions: () => number
  readonly depth: () => number
  readonly stop: () => Stop | undefined
  readonly store: () => Int32Array
  readonly parents: () => Int32Array
  readonly bytes: () => number
  readonly offsets: () => Float64Array
  readonly targets: () => Int32Array
  readonly labels: () => Uint16Array
  readonly quiescent: (i: number) => boolean
  /** Goes along all edges, in their order, until step property `which` fails. Only where edges are kept. */
  readonly sweep: (which: number) => Sweep
  /** For a leads-to property 1 where its premise holds, plus 2 where its goal does, plus 4 where what it assumes does. */
  readonly leadsTo: (which: number, i: number) => number
  readonly abstract: (which: number, i: number, out: Int32Array) => void
  /** The first obligation of the mapping of a refinement that the state breaks, as an index into `Kernel.obligations`; -1 if it breaks none. */
  readonly abstractBroken: (which: number, i: number) => number
  readonly witnesses: Int32Array
  readonly premises: Uint8Array
  readonly seen: Uint8Array
  readonly left: Int32Array
  /**
   * The successors of a packed state: index of the instance, then the words, for each. For tests and counterexamples.
   *
   * @throws RangeError where an obligation is broken; its cause is the index of the first.
   */
  readonly successors: (words: Int32Array) => Int32Array
  /** The packed state without what is forgotten in it. Only of a kernel that forgets. */
  readonly forgotten: (words: Int32Array) => Int32Array
  /** The groups that are forgotten in a packed state, as bits. Only of a kernel that forgets. */
  readonly dead: (words: Int32Array) => number
}

/** Where a step property fails: `from` is -1 where it does not, and `broken` is -1 where no obligation is what fails. */
export interface Sweep {
  readonly from: number
  readonly to: number
  readonly instance: number
  readonly broken: number
  /** The premise held on some step. */
  readonly required: boolean
}

export interface RuntimeParts {
  readonly words: number
  readonly instances: number
  readonly edges: boolean
  /** The functions know `forget`. */
  readonly forget: boolean
  readonly coverageBytes: number
  readonly properties: number
  readonly functions: readonly string[]
}

const row = (words: number, f: (k: number) => string): string => Array.from({ length: words }, (_, k) => f(k)).join("")
const same = (words: number): string => Array.from({ length: words }, (_, k) => `S[q+${k}]===pw[o+${k}]`).join("&&")

/** An odd multiplier for each word: 2^32 divided by the golden ratio, times an odd number. */
const multiplier = (k: number): number => Math.imul(0x9e3779b1, 2 * k + 1) | 1

/**
 * Multiplies each word by itself, so that the processor does them at the same time, with the high bits of the word
 * before, which a product would lose; and avalanches at the end, because the index uses the low bits and the tag the high.
 */
const hash = (words: number, word: (k: number) => string): string => {
  const products = Array.from({ length: words }, (_, k) => `Math.imul(${word(k)}${k === 0 ? "" : `^(${word(k - 1)}>>>13)`},${multiplier(k)})`)
  return `let h=${products.join("^")};h^=h>>>15;h=Math.imul(h,0x2c1b3c6d);h^=h>>>12;h=Math.imul(h,0x297a2d39);h^=h>>>15;`
}

const edgeStore = `
let off=new Float64Array(room),tg=new Int32Array(1<<12),lb=new Uint16Array(1<<12),ne=0;
function widenEdges(){
  if(bytes()+ne*6>limitBytes){stopKind=4;return}
  try{const a=new Int32Array(ne*2),c=new Uint16Array(ne*2);a.set(tg);c.set(lb);tg=a;lb=c}catch(e){stopKind=4}
}
function endOf(i){return i+1<cur?Math.min(off[i+1],ne):ne}
function swept(i,e,broken,given){return {from:i,to:e<0?-1:tg[e],instance:e<0?-1:lb[e],broken,required:given===1}}
function edge(t,l){if(ne===tg.length)widenEdges();if(ne<tg.length){tg[ne]=t;lb[ne]=l;ne++}}`

/**
 * The store grows in few, large steps: memory that was never written takes no room, so reserving costs nothing and
 * copying does. Where the machine refuses the large step, the small one is tried. The index is made anew when it is
 * half full: eight times as large, because that is a seventh of the work of doubling, and from 16 million entries on twice.
 */
const store = (edges: boolean): string => `
function widen(){
  for(const factor of room<1<<18?[2]:[16,2]){
    try{
      const r=room*factor,s=new Int32Array(r*W),a=new Int32Array(r)${edges ? ",f=new Float64Array(r)" : ""};
      s.set(st);a.set(pa);${edges ? "f.set(off);off=f;" : ""}st=s;pa=a;room=r;return;
    }catch(e){if(factor===2)throw e}
  }
}
function bytes(){return n*(W*4+${edges ? 12 : 4})+tab.byteLength${edges ? "+ne*6" : ""}}
function grow(){
  const by=log<24?3:1;
  if(bytes()+(4<<by)*2**log>limitBytes){stopKind=4;return false}
  let T;
  try{while(cap<<by>room)widen();T=new Int32Array(2**(log+by))}catch(e){stopKind=4;return false}
  cap<<=by;log+=by;mask=(1<<log)-1;hi=~mask;tab=T;
  const S=st,M=mask,H=hi,N=n;
  for(let i=0;i<N;i+=BATCH){
    const end=i+BATCH<N?i+BATCH:N;
    for(let j=i;j<end;j++)REHASH
    fetch(gh,end-i,T,M);
    for(let j=i;j<end;j++){const h=gh[j-i];let x=h&M;while(T[x]!==0)x=(x+1)&M;T[x]=(h&H)|(j+1)}
  }
  return true;
}`

/**
 * Inserts the waiting successors in four passes. Touching the index is a pass of its own, with nothing else in its loop:
 * the processor then has dozens of cache misses under way at once, where hashing in between left it a handful. Each pass
 * is a function of its own because V8 compiles it from what that pass alone has seen: as one function, the same code ran
 * at either of two speeds, decided by how early it was compiled.
 */
const insertion = (words: number, edges: boolean): string => `
function hash(count){
  for(let k=0;k<count;k++){const o=k*W;${hash(words, (k) => `pw[o+${k}]`)}ph[k]=h}
}
function fetch(hashes,count,T,M){
  let sum=0;
  for(let k=0;k<count;k++)sum^=T[hashes[k]&M];
  touch=touch^sum;
}
function probe(count,T,S,M,H){
  let sum=0;
  for(let k=0;k<count;k++){
    const h=ph[k];let x=h&M,e=T[x];
    while(e!==0&&((e^h)&H)!==0){x=(x+1)&M;e=T[x]}
    px[k]=x;
    if(e!==0){const q=((e&M)-1)*W;sum^=S[q]^S[q+W-1]}
  }
  touch=touch^sum;
}
function insert(count){
  let T=tab,S=st,M=mask,H=hi,N=n,moved=false;
  for(let k=0;k<count;k++){
    const h=ph[k],o=k*W;let x=moved?h&M:px[k],e=T[x],found=-1;
    while(e!==0){if(((e^h)&H)===0){const q=((e&M)-1)*W;if(${same(words)}){found=(e&M)-1;break}}x=(x+1)&M;e=T[x]}
    if(found<0){
      if(N>=limitStates){stopKind=3;break}
      if(N===cap){n=N;if(!grow())break;T=tab;S=st;M=mask;H=hi;moved=true;x=h&M;while(T[x]!==0)x=(x+1)&M}
      found=N;T[x]=(h&H)|(N+1);const q=N*W;${row(words, (k) => `S[q+${k}]=pw[o+${k}];`)}pa[N]=pp[k];N++;
    }
    ${edges ? "edge(found,pi[k]);" : ""}
  }
  n=N;
}
function flush(){
  const count=m;m=0;
  hash(count);
  fetch(ph,count,tab,mask);
  probe(count,tab,st,mask,hi);
  insert(count);
  trans+=count;
  if(stopKind<0&&bytes()>limitBytes)stopKind=4;
}`

/** The source of the factory's body. Its parameters are `first`, the packed initial state, `left`, the items each rule's coverage still misses, and the limits. */
export const runtime = (p: RuntimeParts): string => `"use strict";
const W=${p.words},BATCH=512,ROOM=BATCH+${p.instances};
let cap=1<<11,room=1<<11,log=12,mask=(1<<log)-1,hi=~mask;
let st=new Int32Array(room*W),pa=new Int32Array(room),tab=new Int32Array(1<<log);
let n=0,cur=0,trans=0,depth=0,levelEnd=1,m=0,stopKind=-1,stopWhich=0,stopState=0,touch=0;
const pw=new Int32Array(ROOM*W),ph=new Int32Array(ROOM),px=new Int32Array(ROOM),pi=new Int32Array(ROOM),pp=new Int32Array(ROOM),gh=new Int32Array(BATCH);
const seen=new Uint8Array(${p.coverageBytes}),premise=new Uint8Array(${p.properties}),wit=new Int32Array(${p.properties}).fill(-1);
function fail(kind,which,state){stopKind=kind;stopWhich=which;stopState=state;return -1}
${p.edges ? edgeStore : ""}
${store(p.edges).replace("REHASH", () => `{const q=j*W;${hash(p.words, (k) => `S[q+${k}]`)}gh[j-i]=h}`)}
${insertion(p.words, p.edges)}
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
pp[0]=-1;m=1;${p.forget ? "if(forget(0)<0)fail(5,0,0);" : ""}
flush();trans=0;${p.edges ? "ne=0;" : ""}
const kinds=["invariant","obligation","deadlock","states","memory","refused","step"];
return {run,states:()=>n,expanded:()=>cur,transitions:()=>trans+m,depth:()=>depth,
  stop:()=>stopKind<0?undefined:{kind:kinds[stopKind],which:stopWhich,state:stopState},
  store:()=>st,parents:()=>pa,
  bytes,
  offsets:()=>${p.edges ? "off.subarray(0,n)" : "new Float64Array(0)"},targets:()=>${p.edges ? "tg.subarray(0,ne)" : "new Int32Array(0)"},labels:()=>${p.edges ? "lb.subarray(0,ne)" : "new Uint16Array(0)"},
  quiescent:(i)=>quiet(i*W),
  sweep:(k)=>sweeps[k](),
  leadsTo:(k,i)=>leadsTo[k](i*W),
  abstract:(k,i,out)=>abstraction[k](i*W,out),abstractBroken:(k,i)=>abstractBroken[k](i*W),
  witnesses:wit,premises:premise,seen,left,
  dead:(words)=>deadIn(words,0),
  forgotten:(words)=>{pw.set(words);forget(0);return pw.slice(0,W)},
  successors:(words)=>{
    const saved=[st,m,stopKind,stopWhich,stopState];st=words;m=0;stopKind=-1;
    expand(0);
    const out=[];
    for(let k=0;k<m;k++){out.push(pi[k]);for(let j=0;j<W;j++)out.push(pw[k*W+j])}
    const stopped=stopKind,which=stopWhich;[st,m,stopKind,stopWhich,stopState]=saved;
    if(stopped===1)throw new RangeError("an obligation fails",{cause:which});
    return Int32Array.from(out);
  }};
`
