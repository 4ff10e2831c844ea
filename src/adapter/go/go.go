// Goroutines over a buffered channel, started before t0, on as many threads as there are CPUs.
package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// A task's times in ns (start and end of its wait, end of the task), and its worker.
type slot struct{ start, woke, end, worker int64 }

type trial struct {
	sleepMs, workMs    float64
	concurrency, tasks int
	queue              int
	phase, kind        string
	sleep              time.Duration
	iterations         int
	lines              []net.Conn // kind tcp: one connection to the server per worker
	slots              []slot
	certifies          bool // runner checks the slots itself
}

var zero = time.Now()
var zeroNs = monotonic()

func monotonic() int64 {
	var now syscall.Timespec
	const clockMonotonic = 1
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&now)), 0)
	return now.Nano()
}

// CLOCK_MONOTONIC in ns, without a system call: Go reads the same clock within the process.
func nowNs() int64 { return zeroNs + int64(time.Since(zero)) }

func refuse(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "go:", err)
		os.Exit(1)
	}
}

// Allocates a slot per task: in runner's file if there is one, else in the program's own memory.
func (t *trial) room() {
	path := os.Getenv("CROSSOVER_SLOTS")
	if path == "" || t.tasks == 0 {
		t.slots = make([]slot, t.tasks)
		return
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	refuse(err)
	memory, err := syscall.Mmap(int(file.Fd()), 0, t.tasks*int(unsafe.Sizeof(slot{})),
		syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED|syscall.MAP_POPULATE)
	refuse(err)
	t.slots = unsafe.Slice((*slot)(unsafe.Pointer(&memory[0])), t.tasks)
	t.certifies = true
}

//go:noinline
func burn(iterations int) uint64 {
	value := uint64(1)
	for i := 0; i < iterations; i++ {
		value = (value ^ uint64(i)) * 0x9e3779b97f4a7c15
	}
	return value
}

var sink uint64

// Iterations of work per second: the best of several runs, because other load can only slow a run.
func rate() float64 {
	best := 0.0
	for run := 0; run < 20; run++ {
		start := nowNs()
		sink += burn(1000000)
		if now := 1e15 / float64(nowNs()-start); now > best {
			best = now
		}
	}
	return best
}

// The request of kind tcp; the server answers with the same bytes.
type request struct{ start, task int64 }

func bytesOf(r *request) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(r)), unsafe.Sizeof(*r))
}

func (t *trial) connect() {
	for worker := 0; worker < t.concurrency; worker++ {
		line, err := net.Dial("tcp", os.Getenv("CROSSOVER_SERVER")) // sets TCP_NODELAY by default
		if err == nil {
			_, err = line.Write([]byte(os.Getenv("CROSSOVER_SECRET")))
		}
		if err == nil {
			_, err = io.ReadFull(line, make([]byte, 1)) // the server's welcome
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "go: only %d of %d connections could be had: %v\n", worker, t.concurrency, err)
			os.Exit(71) // EX_OSERR
		}
		t.lines = append(t.lines, line)
	}
}

// Waits for the server's answer on the worker's connection.
func (t *trial) ask(task, worker int, start int64) {
	asked, answer := request{start, int64(task)}, request{}
	_, err := t.lines[worker].Write(bytesOf(&asked))
	if err == nil {
		_, err = io.ReadFull(t.lines[worker], bytesOf(&answer))
	}
	if err == nil && answer != asked {
		err = fmt.Errorf("the server answered something that was not asked")
	}
	refuse(err)
}

func (t *trial) runTask(task, worker int) {
	s := slot{start: nowNs(), worker: int64(worker)}
	if t.lines != nil {
		t.ask(task, worker, s.start)
	} else if t.sleep > 0 {
		time.Sleep(t.sleep)
	}
	s.woke = nowNs()
	s.end = s.woke
	if t.iterations > 0 {
		if burn(t.iterations) == 0 {
			fmt.Fprintln(os.Stderr) // keeps the compiler from removing the work
		}
		s.end = nowNs()
	}
	t.slots[task] = s
}

func (t *trial) work(worker int, queue <-chan int, begun, done *sync.WaitGroup) {
	delay := time.Duration(0)
	if t.phase == "spread" {
		delay = t.sleep * time.Duration(worker) / time.Duration(t.concurrency)
	}
	begun.Done()
	for task := range queue {
		if delay > 0 {
			time.Sleep(delay)
			delay = 0
		}
		t.runTask(task, worker)
	}
	done.Done()
}

// User and system CPU of the process so far, in ns.
func cpuNs() int64 {
	var usage syscall.Rusage
	refuse(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// Returns how long spawning took, t0, and the CPU time of the tasks, all in ns.
func (t *trial) perform() (spawn, start, cpu int64) {
	var begun, done sync.WaitGroup
	queue := make(chan int, t.queue)
	spawning := nowNs()
	begun.Add(t.concurrency)
	done.Add(t.concurrency)
	for worker := 0; worker < t.concurrency; worker++ {
		go t.work(worker, queue, &begun, &done)
	}
	begun.Wait()
	cpu = cpuNs()
	start = nowNs()
	for task := 0; task < t.tasks; task++ {
		queue <- task
	}
	close(queue)
	done.Wait()
	return start - spawning, start, cpuNs() - cpu
}

func (t *trial) tell(spawn, start, cpu int64) {
	end, shortest := start, int64(1<<62)
	for _, s := range t.slots {
		if s.end > end {
			end = s.end
		}
		if wait := s.woke - s.start; wait < shortest {
			shortest = wait
		}
	}
	fmt.Printf("go\t%g\t%d\t%d\t%.9f\tspawn=%.9f\tstart=%d\tcpu=%.9f", t.sleepMs, t.concurrency, t.tasks,
		float64(end-start)/1e9, float64(spawn)/1e9, start, float64(cpu)/1e9)
	if t.workMs > 0 {
		fmt.Printf("\twork=%g", t.workMs)
	}
	if t.phase != "" {
		fmt.Printf("\tphase=%s", t.phase)
	}
	if t.kind != "" {
		fmt.Printf("\tkind=%s", t.kind)
	}
	if t.queue != t.concurrency {
		fmt.Printf("\tqueue=%d", t.queue)
	}
	if !t.certifies && t.tasks > 0 {
		fmt.Printf("\tshortest_wait=%d", shortest)
	}
	fmt.Printf("\truntime=%s, %d CPUs\n", runtime.Version(), runtime.GOMAXPROCS(0))
}

func main() {
	var t trial
	flag.Float64Var(&t.sleepMs, "t", 0, "how long a task sleeps, in ms")
	flag.IntVar(&t.concurrency, "c", 1, "workers")
	flag.IntVar(&t.tasks, "n", 0, "tasks")
	flag.Float64Var(&t.workMs, "w", 0, "CPU time each task burns, in ms")
	flag.StringVar(&t.phase, "p", "", "spread: workers start over one sleep")
	flag.IntVar(&t.queue, "q", 0, "capacity of the queue (workers)")
	flag.StringVar(&t.kind, "k", "", "tcp: a task asks the server that CROSSOVER_SERVER names")
	flag.Parse()
	if t.queue == 0 {
		t.queue = t.concurrency
	}
	t.sleep = time.Duration(t.sleepMs*1e6 + 0.5)
	if t.workMs > 0 {
		t.iterations = int(t.workMs / 1e3 * rate())
	}
	if t.kind == "tcp" {
		t.connect()
	}
	t.room()
	t.tell(t.perform())
}
