"""Shared by the adapters in Python: the command line, the work, the stamps, and the study's line.

An adapter defines how its runtime creates workers, queues and sleeps; `Trial` holds the options and
the times. src/README.md describes the protocol ("Your runtime in ten lines").
"""
import argparse
import mmap
import os
import platform
import struct
import sys
import time
from operator import sub
from time import monotonic_ns as now, process_time_ns

# what kind tcp sends and gets back: start of the task (ns), number of the task
REQUEST = struct.Struct("=qq")
FIELDS = 4  # of a task's slot: start and end of its wait, end of the task (ns), worker


class Trial:
    def __init__(self, name, queued=True):
        asked = _parse_command_line(name)
        if asked.q and not queued:
            refuse(f"{name} has no queue; leave its capacity out")
        self.name = name
        self.sleep_ms, self.concurrency, self.tasks = asked.t, asked.c, asked.n
        self.sleep_s = asked.t / 1000
        self.queue = asked.q or asked.c
        self.spread = asked.p == "spread"
        self.work = asked.w / 1000
        self.iterations = round(self.work * _rate()) if self.work else 0
        self.tcp = asked.k == "tcp"
        self.slots, self.certifies = _room(self.tasks)
        self.asked = [f"{key}={value}" for key, value in
                      (("work", asked.w), ("phase", asked.p), ("queue", asked.q), ("kind", asked.k)) if value]
        self.spawning = now()

    def begin(self):
        """Call when every worker waits, right before the first task is put in."""
        self.cpu = process_time_ns()
        self.start = now()
        self.spawn = self.start - self.spawning

    def end(self):
        """Call when the last task is done."""
        self.cpu = process_time_ns() - self.cpu

    def delay_s(self, worker):
        """Return by how many seconds that worker's first task is delayed."""
        return self.sleep_s * worker / self.concurrency if self.spread else 0

    def lines(self, socket):
        """Return a connection per worker, made with `socket`; without kind tcp, None each."""
        if not self.tcp:
            return [None] * self.concurrency
        lines = []
        try:
            for _ in range(self.concurrency):
                lines.append(_connect(socket))
        except OSError as error:
            refuse(f"only {len(lines)} of {self.concurrency} connections could be had: {error}", os.EX_OSERR)
        return lines

    def ask(self, line, task, started):
        """Send a request on that connection and wait for the server's answer."""
        request = REQUEST.pack(started, task)
        line.sendall(request)
        answer = line.recv(REQUEST.size)
        while 0 < len(answer) < REQUEST.size and (more := line.recv(REQUEST.size - len(answer))):
            answer += more
        self.check(request, answer)

    def check(self, request, answer):
        if answer != request:
            refuse("the server has hung up" if len(answer) < REQUEST.size else
                   "the server answered something that was not asked")

    def stamp(self, task, worker, started, woke):
        """Call when a task's wait is over. Does the task's work and stores its times."""
        if self.iterations:
            _burn(self.iterations)
            ended = now()
        else:
            ended = woke
        at = FIELDS * task
        slots = self.slots
        slots[at] = started
        slots[at + 1] = woke
        slots[at + 2] = ended
        slots[at + 3] = worker

    def tell(self, runtime):
        """Print the study's line and the extra fields."""
        total = max(self.slots[2::FIELDS], default=self.start) - self.start
        more = [f"spawn={self.spawn / 1e9:.9f}", f"start={self.start}",
                f"cpu={self.cpu / 1e9:.9f}", *self.asked]
        if not self.certifies and self.tasks:
            waits = map(sub, self.slots[1::FIELDS], self.slots[::FIELDS])
            more.append(f"shortest_wait={min(waits)}")
        print(self.name, f"{self.sleep_ms:g}", self.concurrency, self.tasks, f"{total / 1e9:.9f}",
              *more, f"runtime={runtime}", sep="\t")


def python():
    return f"Python {platform.python_version()}"


def refuse(sentence, status=1):
    """Print the sentence on stderr and end the process; any thread may call it."""
    print(f"{os.path.basename(sys.argv[0])}: {sentence}", file=sys.stderr, flush=True)
    os._exit(status)


def _parse_command_line(name):
    parser = argparse.ArgumentParser(prog=name, description="One trial; prints one line.")
    parser.add_argument("-t", type=float, required=True, metavar="MS", help="how long a task sleeps")
    parser.add_argument("-c", type=int, required=True, metavar="N", help="workers")
    parser.add_argument("-n", type=int, required=True, metavar="N", help="tasks")
    parser.add_argument("-w", type=float, default=0, metavar="MS", help="CPU time each task burns")
    parser.add_argument("-p", choices=["lockstep", "spread"], help="when the workers start")
    parser.add_argument("-q", type=int, metavar="N", help="capacity of the queue (workers)")
    parser.add_argument("-k", choices=["tcp"], help="tcp: a task asks the server that CROSSOVER_SERVER names")
    return parser.parse_args()


def server():
    """Return the server's host and port, and the secret to send first on each connection."""
    host, port = os.environ["CROSSOVER_SERVER"].split(":")
    return host, int(port), os.environ["CROSSOVER_SECRET"].encode()


def _connect(socket):
    host, port, secret = server()
    line = socket.create_connection((host, port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.sendall(secret)
    if line.recv(1) != b"y":
        raise OSError("the server has no room for more")
    return line


def _room(tasks):
    """Return a slot per task, in runner's file if there is one, and whether runner checks them."""
    path = os.environ.get("CROSSOVER_SLOTS")
    size = max(1, 8 * FIELDS * tasks)
    if not path:
        return memoryview(bytearray(size))[:8 * FIELDS * tasks].cast("q"), False
    file = os.open(path, os.O_RDWR)
    memory = mmap.mmap(file, size, mmap.MAP_SHARED | mmap.MAP_POPULATE)
    return memoryview(memory)[:8 * FIELDS * tasks].cast("q"), True


def _burn(iterations):
    value = 1
    for i in range(iterations):
        value = (value ^ i) * 5 & 0xffffff
    return value


def _rate():
    """Return iterations of work per second, by the best run: other load can only slow a run."""
    best = 0
    for _ in range(20):
        start = now()
        _burn(20000)
        best = max(best, 20000e9 / (now() - start))
    return best
