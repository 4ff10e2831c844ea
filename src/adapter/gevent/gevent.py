#!/usr/bin/python3
"""Greenlets over gevent's JoinableQueue, spawned before t0: the 2012 study's second version."""
import gevent
from gevent import socket
from gevent.queue import JoinableQueue

from crossover_adapter import Trial, now, python


def main():
    trial = Trial("gevent")
    queue = JoinableQueue(trial.queue)
    lines = trial.lines(socket)

    def worker(number):
        delay = trial.delay_s(number)
        line = lines[number]
        while (task := queue.get()) is not None:
            if delay:
                gevent.sleep(delay)
                delay = 0
            started = now()
            if line:
                trial.ask(line, task, started)
            else:
                gevent.sleep(trial.sleep_s)
            trial.stamp(task, number, started, now())
            queue.task_done()

    workers = [gevent.spawn(worker, number) for number in range(trial.concurrency)]
    gevent.sleep(0)  # each worker runs until it waits for a task
    trial.begin()
    for task in range(trial.tasks):
        queue.put(task)
    queue.join()
    trial.end()
    for _ in workers:
        queue.put(None)
    gevent.joinall(workers)
    trial.tell(f"gevent {gevent.__version__}, {python()}")


main()
