import { playSchedule } from './schedule.ts';
const [from, count, trace] = process.argv.slice(2).map(Number);
const t = performance.now();
let bad = 0; const total: any = {};
for (let s = from; s < from + count; s++) {
  const p = await playSchedule(s, trace ? { onLine: (l) => console.log(l) } : {});
  for (const [k, v] of Object.entries(p.figures)) total[k] = (total[k] ?? 0) + v;
  if (p.violations.length) { bad++; console.log(s, p.violations.slice(0, 3).map(v => v.slice(0, 600))); }
}
console.log({ bad, perSecond: count / (performance.now() - t) * 1000, cpu: process.cpuUsage().user / 1e6 }, JSON.stringify(total));
