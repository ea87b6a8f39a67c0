"""The peer of the reader's differential run: programs run by CPython's own asyncio.StreamReader.

Reads one JSON array of programs per line from stdin and answers each with one line: the array of their traces. The
reader, its futures and its tasks are asyncio's; only the event loop is a bare queue, so that a turn of it costs
microseconds and a program is over when the queue is empty. What the parts of a program mean is in reader-program.ts.
"""

import asyncio
import json
import platform
import sys
from asyncio import StreamReader
from collections import deque

NAMES = {"feed_data after feed_eof": "feedData after feedEof"}


class Loop:
    """As much of an event loop as a StreamReader, its futures and its tasks ask for."""

    def __init__(self):
        self.queue = deque()

    def get_debug(self):
        return False

    def create_future(self):
        return asyncio.Future(loop=self)

    def call_soon(self, callback, *args, context=None):
        self.queue.append((callback, args, context))

    def call_exception_handler(self, context):
        raise RuntimeError(f"{context}")

    def run_last(self):
        """Starts the task made last at once, as a call of an async function in JavaScript does."""
        self.run(self.queue.pop())

    def run_all(self):
        while self.queue:
            self.run(self.queue.popleft())

    def run(self, handle):
        callback, args, context = handle
        context.run(callback, *args) if context is not None else callback(*args)


class Transport:
    def __init__(self, events):
        self.events = events

    def pause_reading(self):
        self.events.append("pause")

    def resume_reading(self):
        self.events.append("resume")


def shown(data):
    return data.decode("latin-1")


def outcome(task):
    """["=", bytes] or [class, message, details...]."""
    if task.cancelled():
        return ["CancelledError"]
    error = task.exception()
    if error is None:
        result = task.result()
        return ["="] if result is None else ["=", shown(result)]
    return failure(error)


def failure(error):
    name = type(error).__name__
    message = str(error)
    result = [name, NAMES.get(message, message)]
    if name == "IncompleteReadError":
        result += [shown(error.partial), error.expected]
    if name == "LimitOverrunError":
        result.append(error.consumed)
    return result


async def next_line(reader):
    try:
        return await reader.__anext__()
    except StopAsyncIteration:
        return None


READS = {
    "read": lambda reader, count: reader.read(count),
    "line": lambda reader: reader.readline(),
    "next": next_line,
    "exactly": lambda reader, count: reader.readexactly(count),
    "until": lambda reader, separators: reader.readuntil(separator(separators)),
}


def separator(texts):
    all_bytes = [text.encode("latin-1") for text in texts]
    return all_bytes[0] if len(all_bytes) == 1 else tuple(all_bytes)


def run(program):
    """The trace of one program, and which of the cases it met where what asyncio does is not to be copied."""
    loop = Loop()
    events = []
    reader = StreamReader(program["limit"], loop=loop)
    if program["transport"]:
        reader.set_transport(Transport(events))
    tasks = []
    reported = set()
    trace = []
    met = set()

    def snapshot(errors):
        settled = [[at, outcome(task)] for at, task in enumerate(tasks) if task.done() and at not in reported]
        reported.update(at for at, _ in settled)
        state = [len(reader._buffer), reader._waiter is not None, reader._paused, reader.at_eof()]
        trace.append([settled, errors, events[:], state])
        events.clear()

    for reads, feeds in program["turns"]:
        for name, *args in reads:
            searched = any(task.searches for task in tasks if not task.done())
            before = len(reader._buffer)
            task = asyncio.Task(READS[name](reader, *args), loop=loop)
            task.searches = name in ("line", "next", "until")
            tasks.append(task)
            loop.run_last()
            if searched and len(reader._buffer) < before:
                met.add("taken from under a search")
        errors = []
        for name, *args in feeds:
            waits = reader._waiter is not None
            if name == "fail" and not waits and not all(task.done() for task in tasks):
                met.add("failed after it was woken")
            try:
                feed(reader, tasks, name, args)
            except AssertionError as error:
                errors.append(failure(error))
        loop.run_all()
        snapshot(errors)
    for task in tasks:
        task.cancel()
    loop.run_all()
    snapshot([])
    return [trace, sorted(met)]


def feed(reader, tasks, name, args):
    if name == "data":
        text, times = args
        reader.feed_data(text.encode("latin-1") * times)
    elif name == "eof":
        reader.feed_eof()
    elif name == "fail":
        reader.set_exception(OSError(*args))
    elif name == "cancel":
        (at,) = args
        if at < len(tasks):
            tasks[at].cancel()
    else:
        raise ValueError(name)


def main():
    print(json.dumps({"version": platform.python_version()}), flush=True)
    for line in iter(sys.stdin.readline, ""):
        print(json.dumps([run(program) for program in json.loads(line)], separators=(",", ":")), flush=True)


main()
