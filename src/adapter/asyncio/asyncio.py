#!/usr/bin/python3
"""asyncio tasks over asyncio.Queue, created beforehand, on the standard event loop."""
import asyncio

from crossover_adapter import Trial, now, python


async def perform(trial):
    queue = asyncio.Queue(trial.queue)

    async def worker(number):
        delay = trial.delay_s(number)
        while (task := await queue.get()) is not None:
            if delay:
                await asyncio.sleep(delay)
                delay = 0
            started = now()
            await asyncio.sleep(trial.sleep_s)
            trial.stamp(task, number, started, now())
            queue.task_done()

    workers = [asyncio.create_task(worker(number)) for number in range(trial.concurrency)]
    await asyncio.sleep(0)  # each runs until it waits for a task
    trial.begin()
    for task in range(trial.tasks):
        await queue.put(task)
    await queue.join()
    trial.end()
    for _ in workers:
        await queue.put(None)
    await asyncio.gather(*workers)


def main():
    trial = Trial("asyncio")
    asyncio.run(perform(trial))
    trial.tell(python())


main()
