#!/usr/bin/python3
"""gevent.pool.Pool, as the 2012 study's README says: a greenlet is spawned for each task.

There are no workers that wait beforehand, so spawning is part of the total. What is called a worker here
is a place in the pool: free places are handed on in the order in which they became free."""
from collections import deque

import gevent
from gevent.pool import Pool

from crossover_adapter import Trial, now, python


def main():
    trial = Trial("gevent-pool", queued=False)
    pool = Pool(trial.concurrency)
    places = deque(range(trial.concurrency))

    def run(task):
        place = places.popleft()
        if task < trial.concurrency and (delay := trial.delay_s(task)):
            gevent.sleep(delay)
        started = now()
        gevent.sleep(trial.sleep_s)
        trial.stamp(task, place, started, now())
        places.append(place)

    trial.begin()
    for task in range(trial.tasks):
        pool.spawn(run, task)
    pool.join()
    trial.end()
    trial.tell(f"gevent {gevent.__version__}, {python()}")


main()
