#!/usr/bin/python3
"""asyncio tasks over asyncio.Queue, created before t0, on the standard event loop."""
import asyncio
import os

from crossover_adapter import REQUEST, Trial, now, python, refuse, server


async def connect(trial):
    """Return a connection (reader, writer) per worker; without kind tcp, None each."""
    lines = [None] * trial.concurrency
    if not trial.tcp:
        return lines
    host, port, secret = server()
    try:
        for number in range(trial.concurrency):
            # open_connection() sets TCP_NODELAY by default
            reader, writer = lines[number] = await asyncio.open_connection(host, port)
            writer.write(secret)
            if await reader.read(1) != b"y":
                raise OSError("the server has no room for more")
    except OSError as error:
        refuse(f"only {number} of {trial.concurrency} connections could be had: {error}", os.EX_OSERR)
    return lines


async def ask(trial, line, task, started):
    reader, writer = line
    request = REQUEST.pack(started, task)
    writer.write(request)
    try:
        answer = await reader.readexactly(REQUEST.size)
    except (asyncio.IncompleteReadError, ConnectionError):
        answer = b""
    trial.check(request, answer)


async def perform(trial):
    queue = asyncio.Queue(trial.queue)
    lines = await connect(trial)

    async def worker(number):
        delay = trial.delay_s(number)
        line = lines[number]
        while (task := await queue.get()) is not None:
            if delay:
                await asyncio.sleep(delay)
                delay = 0
            started = now()
            if line:
                await ask(trial, line, task, started)
            else:
                await asyncio.sleep(trial.sleep_s)
            trial.stamp(task, number, started, now())
            queue.task_done()

    workers = [asyncio.create_task(worker(number)) for number in range(trial.concurrency)]
    await asyncio.sleep(0)  # each worker runs until it waits for a task
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
