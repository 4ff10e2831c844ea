#!/usr/bin/python3
"""Python's threads over queue.Queue, started before t0: the 2012 study compared them with gevent."""
import os
import socket
import threading
from queue import Queue
from time import sleep

from crossover_adapter import Trial, now, python, refuse


def start_all(work, count):
    threads = []
    try:
        for number in range(count):
            threads.append(threading.Thread(target=work, args=(number,), daemon=True))
            threads[-1].start()
    except RuntimeError as error:
        refuse(f"only {number} of {count} threads could be created: {error}", os.EX_OSERR)
    return threads


def main():
    trial = Trial("python-thread")
    queue = Queue(trial.queue)
    lines = trial.lines(socket)
    begun = threading.Semaphore(0)

    def worker(number):
        delay = trial.delay_s(number)
        line = lines[number]
        begun.release()
        while (task := queue.get()) is not None:
            if delay:
                sleep(delay)
                delay = 0
            started = now()
            if line:
                trial.ask(line, task, started)
            else:
                sleep(trial.sleep_s)
            trial.stamp(task, number, started, now())
            queue.task_done()

    threads = start_all(worker, trial.concurrency)
    for _ in threads:
        begun.acquire()
    trial.begin()
    for task in range(trial.tasks):
        queue.put(task)
    queue.join()
    trial.end()
    for _ in threads:
        queue.put(None)
    for thread in threads:
        thread.join()
    trial.tell(python())


main()
