#!/usr/bin/node
// Async functions over a bounded queue of promises, started before t0, on Node.js's single event loop.
//
// setTimeout counts whole milliseconds from the loop's last clock reading, so it may fire early. No
// sleep may be shorter than requested, so sleep() waits for the remainder as well.
'use strict';
const fs = require('fs');
const { parseArgs } = require('util');

const FIELDS = 4; // of a task's slot: start and end of its wait, end of the task (ns), worker

const now = process.hrtime.bigint;
const timer = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function sleep(ns) {
  const deadline = now() + ns;
  for (let left = ns; left > 0n; left = deadline - now()) await timer(Number(left) / 1e6);
}

// put() waits while the queue is full, take() while it is empty. put() wakes the taker that has
// waited longest, take() wakes the producer.
class Queue {
  constructor(capacity) {
    this.capacity = capacity;
    this.tasks = [];
    this.head = 0;
    this.takers = [];
    this.putter = null;
  }
  put(task) {
    const taker = this.takers.shift();
    if (taker) taker(task);
    else this.tasks.push(task);
    if (this.tasks.length - this.head < this.capacity) return undefined;
    return new Promise((resolve) => { this.putter = resolve; });
  }
  take() {
    if (this.head === this.tasks.length) return new Promise((resolve) => this.takers.push(resolve));
    const task = this.tasks[this.head++];
    if (this.putter) {
      this.putter();
      this.putter = null;
    }
    return task;
  }
}

function burn(iterations) {
  let value = 1;
  for (let i = 0; i < iterations; i++) value = Math.imul(value ^ i, 0x9e3779b1);
  return value;
}

// Iterations of work per second: the best of several runs, because other load can only slow a run.
function rate() {
  let best = 0;
  for (let run = 0; run < 20; run++) {
    const start = now();
    burn(1e6);
    best = Math.max(best, 1e15 / Number(now() - start));
  }
  return best;
}

function readCommandLine() {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: {
    'sleep': { ...text, short: 't' }, 'concurrency': { ...text, short: 'c' },
    'tasks': { ...text, short: 'n' }, 'work': { ...text, short: 'w' },
    'phase': { ...text, short: 'p' }, 'queue': { ...text, short: 'q' } } });
  return values;
}

async function main() {
  const asked = readCommandLine();
  const sleepNs = BigInt(Math.round(asked.sleep * 1e6));
  const concurrency = Number(asked.concurrency), tasks = Number(asked.tasks);
  const iterations = asked.work ? Math.round(asked.work / 1e3 * rate()) : 0;
  const slots = new BigInt64Array(FIELDS * tasks);
  const queue = new Queue(Number(asked.queue || concurrency));
  let left = tasks, finish, workSum = 0;
  const finished = new Promise((resolve) => { finish = resolve; });

  async function worker(number) {
    let delay = asked.phase === 'spread' ? sleepNs * BigInt(number) / BigInt(concurrency) : 0n;
    for (;;) {
      const task = await queue.take();
      if (delay > 0n) await sleep(delay);
      delay = 0n;
      const at = FIELDS * task;
      slots[at] = now();
      if (sleepNs > 0n) await sleep(sleepNs);
      slots[at + 1] = now();
      if (iterations) workSum ^= burn(iterations);
      slots[at + 2] = iterations ? now() : slots[at + 1];
      slots[at + 3] = BigInt(number);
      if (--left === 0) finish();
    }
  }

  const spawning = now();
  for (let number = 0; number < concurrency; number++) worker(number);
  const cpuBefore = process.cpuUsage();
  const start = now();
  for (let task = 0; task < tasks; task++) {
    const room = queue.put(task);
    if (room) await room;
  }
  if (tasks > 0) await finished;
  const { user, system } = process.cpuUsage(cpuBefore);
  tell(asked, slots, spawning, start, (user + system) / 1e6);
}

function tell(asked, slots, spawning, start, cpu) {
  const path = process.env.CROSSOVER_SLOTS;
  let end = start, shortest = 1n << 62n;
  for (let at = 0; at < slots.length; at += FIELDS) {
    if (slots[at + 2] > end) end = slots[at + 2];
    if (slots[at + 1] - slots[at] < shortest) shortest = slots[at + 1] - slots[at];
  }
  const line = ['node', asked.sleep, asked.concurrency, asked.tasks, (Number(end - start) / 1e9).toFixed(9),
    `spawn=${(Number(start - spawning) / 1e9).toFixed(9)}`, `start=${start}`, `cpu=${cpu}`];
  for (const key of ['work', 'phase', 'queue']) if (asked[key]) line.push(`${key}=${asked[key]}`);
  if (path && slots.length) fs.writeFileSync(path, slots, { flag: 'r+' });
  else if (slots.length) line.push(`shortest_wait=${shortest}`);
  line.push(`runtime=Node.js ${process.version}`);
  console.log(line.join('\t'));
}

main();
