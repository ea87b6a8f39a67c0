"""The peer of the bench: the same work as the .ts files beside it, done with CPython's asyncio.

Reads one request per line from stdin, {"work": NAME, ...}, and answers each with one line of JSON. Times are measured
here, around the work alone, so that driving this program costs the peer nothing.
"""

import asyncio
import hashlib
import json
import platform
import sys
import time
from asyncio.subprocess import PIPE


async def lines(argv, hashed):
    """Iterates over a child's lines; the hash is taken in a run of its own, whose time does not count."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*argv, stdout=PIPE)
    count = size = 0
    if hashed:
        digest = hashlib.sha256()
        async for line in process.stdout:
            digest.update(line)
            count += 1
            size += len(line)
    else:
        async for line in process.stdout:
            count += 1
            size += len(line)
    await process.wait()
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "lines": count, "bytes": size, "sha256": digest.hexdigest() if hashed else None}


async def read(argv, count, hashed):
    """Reads a child's output in blocks of at most `count` bytes; hashed in a run of its own."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*argv, stdout=PIPE)
    size = 0
    digest = hashlib.sha256()
    while block := await process.stdout.read(count):
        if hashed:
            digest.update(block)
        size += len(block)
    await process.wait()
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "bytes": size, "sha256": digest.hexdigest() if hashed else None}


async def spawn_one(program):
    process = await asyncio.create_subprocess_exec(program, stdout=PIPE, stderr=PIPE)
    out, err = await process.communicate()
    if (out, err, process.returncode) != (b"", b"", 0):
        raise RuntimeError(f"{program} gave {out!r}, {err!r}, {process.returncode}")


async def spawn(program, times):
    """One after another: microseconds of each."""
    micros = []
    for _ in range(times):
        began = time.perf_counter()
        await spawn_one(program)
        micros.append((time.perf_counter() - began) * 1e6)
    return {"micros": micros}


async def flight(program, times, abreast):
    """Always `abreast` of them in flight: seconds for all."""
    left = times

    async def worker():
        nonlocal left
        while left > 0:
            left -= 1
            await spawn_one(program)

    began = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(abreast)))
    return {"seconds": time.perf_counter() - began}


async def echo(times):
    """A line to cat and back: microseconds of each."""
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    digest = hashlib.sha256()
    micros = []
    for number in range(times):
        line = b"line %d\n" % number
        began = time.perf_counter()
        process.stdin.write(line)
        back = await process.stdout.readline()
        micros.append((time.perf_counter() - began) * 1e6)
        digest.update(back)
    process.stdin.close()
    await process.wait()
    return {"micros": micros, "sha256": digest.hexdigest()}


async def communicate(size, hashed):
    """Sends bytes through cat; making them is not timed."""
    pattern = bytes(i * i % 251 for i in range(1_009))
    data = (pattern * (size // len(pattern) + 1))[:size]
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    output, _ = await process.communicate(data)
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "bytes": len(output),
        "sha256": hashlib.sha256(output).hexdigest() if hashed else None,
    }


WORKS = {"lines": lines, "read": read, "spawn": spawn, "flight": flight, "echo": echo, "communicate": communicate}


async def answer(request):
    return await WORKS[request.pop("work")](**request)


def main():
    requests = iter(sys.stdin.readline, "")
    print(json.dumps({"version": platform.python_version()}), flush=True)
    for request in requests:
        print(json.dumps(asyncio.run(answer(json.loads(request)))), flush=True)


main()
