#!/usr/bin/python3
"""gevent.pool.Pool, as in the 2012 study's README: it spawns a greenlet for each task.

No workers exist before t0, so spawning is part of the total. A worker here is a place in the pool;
the place that has been free longest is used next."""
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
