//! Tasks of tokio's current-thread runtime over a bounded queue, spawned before t0. The queue is a
//! pair of semaphores, because tokio's channels have only one receiver. Tasks are consecutive
//! numbers, so the queue holds only a count.
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// A task's times in ns (start and end of its wait, end of the task), and its worker.
#[repr(C)]
#[derive(Clone, Copy)]
struct Slot {
    start: i64,
    woke: i64,
    end: i64,
    worker: i64,
}

/// A slot per task: in runner's file if there is one, else in the program's own memory. No two
/// workers write the same slot.
#[derive(Clone, Copy)]
struct Slots {
    first: *mut Slot,
    count: usize,
    certifies: bool,
}
unsafe impl Send for Slots {}
unsafe impl Sync for Slots {}

struct Trial {
    sleep_ms: f64,
    work_ms: f64,
    concurrency: i64,
    tasks: i64,
    room: i64,
    phase: String,
    kind: String,
    sleep_ns: i64,
    iterations: u64,
    slots: Slots,
    begun: AtomicI64,
    taken: AtomicI64,
    items: Semaphore,
    rooms: Semaphore,
}

fn refuse(status: i32, sentence: impl std::fmt::Display) -> ! {
    eprintln!("tokio: {sentence}");
    std::process::exit(status)
}

/// CLOCK_MONOTONIC in ns.
fn now() -> i64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// User and system CPU of the process so far, in ns.
fn cpu() -> i64 {
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    unsafe { libc::getrusage(libc::RUSAGE_SELF, &mut usage) };
    (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000_000
        + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000
}

/// Holds the result of the work, so that the compiler does not remove the work.
static SINK: AtomicU64 = AtomicU64::new(0);

#[inline(never)]
fn burn(iterations: u64) -> u64 {
    (0..iterations).fold(1, |value: u64, i| (value ^ i).wrapping_mul(0x9e3779b97f4a7c15))
}

/// Iterations of work per second: the best of several runs, because other load can only slow a run.
fn rate() -> f64 {
    let took = |_| {
        let start = now();
        // The argument may vary, so the compiler cannot reuse the result of an earlier run.
        SINK.fetch_add(burn(1_000_000 + SINK.load(Relaxed) % 2), Relaxed);
        now() - start
    };
    1e15 / (0..20).map(took).min().unwrap() as f64
}

fn room(tasks: usize) -> Slots {
    let path = std::env::var("CROSSOVER_SLOTS");
    if tasks == 0 || path.is_err() {
        let own = vec![Slot { start: 0, woke: 0, end: 0, worker: 0 }; tasks].leak();
        return Slots { first: own.as_mut_ptr(), count: tasks, certifies: false };
    }
    let path = std::ffi::CString::new(path.unwrap()).unwrap();
    let memory = unsafe {
        let file = libc::open(path.as_ptr(), libc::O_RDWR | libc::O_CLOEXEC);
        let (may, how) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_POPULATE);
        libc::mmap(std::ptr::null_mut(), tasks * std::mem::size_of::<Slot>(), may, how, file, 0)
    };
    if memory == libc::MAP_FAILED {
        refuse(1, "there is no memory for the times of so many tasks");
    }
    Slots { first: memory.cast(), count: tasks, certifies: true }
}

impl Trial {
    fn new() -> Trial {
        let (mut sleep_ms, mut work_ms, mut concurrency, mut tasks, mut room_asked) = (0.0, 0.0, 1, 0, 0);
        let (mut phase, mut kind) = (String::new(), String::new());
        let mut words = std::env::args().skip(1);
        while let Some(option) = words.next() {
            let value = words.next().unwrap_or_default();
            let number: f64 = value.parse().unwrap_or(0.0);
            match option.as_str() {
                "-t" => sleep_ms = number,
                "-w" => work_ms = number,
                "-c" => concurrency = number as i64,
                "-n" => tasks = number as i64,
                "-q" => room_asked = number as i64,
                "-p" => phase = value,
                "-k" => kind = value,
                _ => refuse(2, format!("'{option}' is no option; known are -t -c -n -w -p -q -k")),
            }
        }
        let queue = if room_asked > 0 { room_asked } else { concurrency };
        Trial {
            sleep_ms,
            work_ms,
            concurrency,
            tasks,
            room: queue,
            phase,
            kind,
            sleep_ns: (sleep_ms * 1e6).round() as i64,
            iterations: if work_ms > 0.0 { (work_ms / 1e3 * rate()) as u64 } else { 0 },
            slots: room(tasks as usize),
            begun: AtomicI64::new(0),
            taken: AtomicI64::new(0),
            items: Semaphore::new(0),
            rooms: Semaphore::new(queue as usize),
        }
    }

    async fn put_all(&self) {
        for _ in 0..self.tasks {
            self.rooms.acquire().await.unwrap().forget();
            self.items.add_permits(1);
        }
        self.items.add_permits(self.concurrency as usize); // lets each worker end
    }

    async fn take(&self) -> Option<i64> {
        self.items.acquire().await.unwrap().forget();
        let task = self.taken.fetch_add(1, Relaxed);
        self.rooms.add_permits(1);
        (task < self.tasks).then_some(task)
    }

    fn stamp(&self, task: i64, worker: i64, start: i64) {
        let woke = now();
        let mut end = woke;
        if self.iterations > 0 {
            SINK.fetch_add(burn(self.iterations), Relaxed);
            end = now();
        }
        unsafe { *self.slots.first.add(task as usize) = Slot { start, woke, end, worker } };
    }
}

/// Sleeps at least ns: tokio's timers count whole milliseconds, so it sleeps the remainder as well.
/// Returns when it started.
async fn sleep_whole(ns: i64) -> i64 {
    let start = now();
    let mut left = ns;
    while left > 0 {
        tokio::time::sleep(Duration::from_nanos(left as u64)).await;
        left = start + ns - now();
    }
    start
}

/// Opens a connection to the server and waits for its welcome.
async fn connect() -> std::io::Result<TcpStream> {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let mut line = TcpStream::connect(variable("CROSSOVER_SERVER")).await?;
    line.set_nodelay(true)?;
    line.write_all(variable("CROSSOVER_SECRET").as_bytes()).await?;
    line.read_exact(&mut [0; 1]).await?;
    Ok(line)
}

async fn connect_all(count: i64) -> Vec<TcpStream> {
    let mut lines = Vec::new();
    for worker in 0..count {
        match connect().await {
            Ok(line) => lines.push(line),
            Err(error) => refuse(71, format!("only {worker} of {count} connections could be had: {error}")),
        }
    }
    lines
}

/// Sends a request and waits for the server's answer. Returns when the request was sent.
async fn ask(line: &mut TcpStream, task: i64) -> i64 {
    let start = now();
    let (mut asked, mut answer) = ([0; 16], [0; 16]);
    asked[..8].copy_from_slice(&start.to_ne_bytes());
    asked[8..].copy_from_slice(&task.to_ne_bytes());
    let mut result = line.write_all(&asked).await;
    if result.is_ok() {
        result = line.read_exact(&mut answer).await.map(|_| ());
    }
    if let Err(error) = result {
        refuse(1, error);
    }
    if answer != asked {
        refuse(1, "the server answered something that was not asked");
    }
    start
}

async fn work(trial: Arc<Trial>, worker: i64, mut line: Option<TcpStream>) {
    let spread = trial.phase == "spread";
    let mut delay = if spread { trial.sleep_ns * worker / trial.concurrency } else { 0 };
    trial.begun.fetch_add(1, Relaxed);
    while let Some(task) = trial.take().await {
        sleep_whole(delay).await;
        delay = 0;
        let start = match &mut line {
            Some(line) => ask(line, task).await,
            None => sleep_whole(trial.sleep_ns).await,
        };
        trial.stamp(task, worker, start);
    }
}

/// Returns how long spawning took, t0, and the CPU time of the tasks, all in ns.
async fn perform(trial: &Arc<Trial>) -> (i64, i64, i64) {
    let mut lines = Vec::new();
    if trial.kind == "tcp" {
        lines = connect_all(trial.concurrency).await;
    }
    lines.reverse();
    let spawning = now();
    let workers: Vec<_> =
        (0..trial.concurrency).map(|worker| tokio::spawn(work(trial.clone(), worker, lines.pop()))).collect();
    while trial.begun.load(Relaxed) < trial.concurrency {
        tokio::task::yield_now().await;
    }
    let (cpu_before, start) = (cpu(), now());
    trial.put_all().await;
    for worker in workers {
        worker.await.unwrap();
    }
    (start - spawning, start, cpu() - cpu_before)
}

fn tell(trial: &Trial, spawn: i64, start: i64, spent: i64) {
    let slots = unsafe { std::slice::from_raw_parts(trial.slots.first, trial.slots.count) };
    let end = slots.iter().map(|slot| slot.end).max().unwrap_or(start);
    let mut line = format!(
        "tokio\t{}\t{}\t{}\t{:.9}\tspawn={:.9}\tstart={}\tcpu={:.9}",
        trial.sleep_ms,
        trial.concurrency,
        trial.tasks,
        (end - start) as f64 / 1e9,
        spawn as f64 / 1e9,
        start,
        spent as f64 / 1e9
    );
    if trial.work_ms > 0.0 {
        line += &format!("\twork={}", trial.work_ms);
    }
    for (key, value) in [("phase", &trial.phase), ("kind", &trial.kind)] {
        if !value.is_empty() {
            line += &format!("\t{key}={value}");
        }
    }
    if trial.room != trial.concurrency {
        line += &format!("\tqueue={}", trial.room);
    }
    if let (false, Some(shortest)) = (trial.slots.certifies, slots.iter().map(|slot| slot.woke - slot.start).min()) {
        line += &format!("\tshortest_wait={shortest}");
    }
    println!("{line}\truntime=tokio {}, current thread", env!("TOKIO_VERSION"));
}

fn main() {
    let trial = Arc::new(Trial::new());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| refuse(1, error));
    let (spawn, start, spent) = runtime.block_on(perform(&trial));
    tell(&trial, spawn, start, spent);
}
