"""The peer of the processes' differential run: programs run by CPython's own asyncio, each with a real child.

Reads one JSON array of programs per line from stdin and answers each with one line: the array of their results. What
the parts of a program mean is in process-program.ts.
"""

import asyncio
import json
import platform
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT

STDIO = {"pipe": PIPE, "devnull": DEVNULL, "stdout": STDOUT}
ABREAST = 8
PATIENCE = 20
NEWER = sys.version_info >= (3, 12)


def shown(value):
    return value.decode("latin-1") if isinstance(value, (bytes, bytearray)) else value


def failure(error):
    """A broken pipe is told by one class or the other, by the turn of the loop in which it is noticed."""
    name = type(error).__name__
    if name in ("BrokenPipeError", "ConnectionResetError"):
        return ["broken"]
    if isinstance(error, OSError) and name != "ProcessLookupError" and error.errno is not None:
        return [name, error.errno, shown(error.filename)]
    if name == "IncompleteReadError":
        return [name, shown(error.partial), error.expected]
    if name == "LimitOverrunError":
        return [name, error.consumed]
    return [name]


async def start(program):
    options = {name: STDIO[program[name]] for name in ("stdin", "stdout", "stderr")}
    for python, ours in (("cwd", "cwd"), ("env", "env"), ("start_new_session", "session")):
        if program.get(ours) is not None:
            options[python] = program[ours]
    if program["shell"]:
        return await asyncio.create_subprocess_shell(program["argv"][0], **options)
    return await asyncio.create_subprocess_exec(*program["argv"], **options)


async def call(process, name, *args):
    if name == "write":
        process.stdin.write(args[0].encode("latin-1") * args[1])
        return None
    if name == "drain":
        return await process.stdin.drain()
    if name == "close":
        return process.stdin.close()
    if name == "closed":
        return await process.stdin.wait_closed()
    if name in ("signal", "kill", "terminate"):
        return getattr(process, {"signal": "send_signal"}.get(name, name))(*args)
    if name == "returncode":
        return process.returncode
    if name == "wait":
        return await process.wait()
    if name == "communicate":
        return list(map(shown, await process.communicate(communicated(process, *args))))
    stream = getattr(process, args[0])
    if name == "all":
        return shown(await stream.read())
    if name == "line":
        return shown(await stream.readline())
    if name == "exactly":
        return shown(await stream.readexactly(args[1]))
    if name == "until":
        return shown(await stream.readuntil(args[1].encode("latin-1")))
    if name == "end":
        return stream.at_eof()
    raise ValueError(name)


def communicated(process, text):
    """Before 3.12 no input left stdin open, and input without a pipe was an error; both are as in 3.12 here."""
    data = None if text is None else text.encode("latin-1")
    if NEWER:
        return data
    return None if process.stdin is None else data or b""


async def result(awaitable):
    try:
        return ["=", await awaitable]
    except Exception as error:
        return failure(error)


async def run(program):
    try:
        process = await start(program)
    except Exception as error:
        return [failure(error)]
    results = []
    try:
        for step in program["calls"]:
            async with asyncio.timeout(PATIENCE):
                if step[0] == "together":
                    results.append(await asyncio.gather(*(result(call(process, *each)) for each in step[1])))
                else:
                    results.append(await result(call(process, *step)))
    except TimeoutError:
        results.append(["took too long"])
    finally:
        process._transport.close()
    return results


async def run_all(programs):
    turn = asyncio.Semaphore(ABREAST)

    async def one(program):
        async with turn:
            return await run(program)

    return await asyncio.gather(*map(one, programs))


def main():
    print(json.dumps({"version": platform.python_version()}), flush=True)
    with asyncio.Runner() as runner:
        # A program may leave a failed drain() to nobody; that is no result, and thousands of tracebacks hide the others.
        runner.get_loop().set_exception_handler(lambda loop, context: None)
        for line in iter(sys.stdin.readline, ""):
            answer = runner.run(run_all(json.loads(line)))
            print(json.dumps(answer, separators=(",", ":")), flush=True)


main()
