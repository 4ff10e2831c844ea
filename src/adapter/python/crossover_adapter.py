"""What every adapter in Python shares: the command line, the work, the stamps, and the study's line.

An adapter says how its runtime makes workers, queues, and sleeps; `Trial` says what was asked and keeps
the times. README tells the protocol ("a runtime of your own").
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

REQUEST = struct.Struct("=qq")  # what kind tcp sends, and is sent back: when the task began (ns), and its number
FIELDS = 4  # of a task's slot: its wait began, ended, the task ended (ns), and the worker that ran it


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
        """Every worker waits: the first task is put in next."""
        self.cpu = process_time_ns()
        self.start = now()
        self.spawn = self.start - self.spawning

    def end(self):
        """The last task is done."""
        self.cpu = process_time_ns() - self.cpu

    def delay_s(self, worker):
        """By how much that worker's first task is delayed."""
        return self.sleep_s * worker / self.concurrency if self.spread else 0

    def lines(self, socket):
        """For kind tcp a connection to the server per worker, of that module's sockets; else None for each."""
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
        """Wait for the server's answer on that line."""
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
        """The task's wait is over: burn its work, and note its times."""
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
        """Print the study's line, and what else is known."""
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
    """End the process, from whatever thread."""
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
    """Its host and port, and the secret that a connection begins with."""
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
    """A slot per task: runner's, where it offers one, which then judges it; else the program's own."""
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
    """Iterations of work per second: the best of some runs, since others can only slow one down."""
    best = 0
    for _ in range(20):
        start = now()
        _burn(20000)
        best = max(best, 20000e9 / (now() - start))
    return best
