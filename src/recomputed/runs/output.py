"""Standard output and the output of errors where they are closed, full, or without a reader (`make audit | head -1`).

A run goes on where its lines cannot be shown: its files are what counts, and results/logs has every message. A command
whose output is the answer ends with one line, and without one if its reader has gone, as other programs do.
"""

import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

ERRORS = 2  # the number of the stream of errors, the last of the three
READER_GONE = 128 + signal.SIGPIPE  # the status that a shell gives a program which this signal ended
INTERRUPTED = 128 + signal.SIGINT


class Lost(OSError):
    """Standard output took no more; an error of another file has another type."""


class _Answers(io.FileIO):
    """Standard output of a command, whose errors are Lost."""

    def write(self, data) -> int | None:
        """Write `data`; raise Lost where that fails."""
        try:
            return super().write(data)
        except OSError as error:
            raise Lost(error.errno, error.strerror) from error


class _Notices(io.FileIO):
    """The output of errors, for a person who may not be there any more: what cannot be written is dropped."""

    def write(self, data) -> int | None:
        """Write `data`, or drop it with all that comes."""
        try:
            return super().write(data)
        except OSError:
            _open_nothing(self.fileno())
            return len(data)


def run(main: Callable[..., int | None], *arguments) -> NoReturn:
    """End this process with the status that `main(*arguments)` gives; with one line if standard output is lost."""
    guard()
    sys.stdout = _over(sys.stdout, _Answers, 1)
    try:
        try:
            status = main(*arguments)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Lost as error:
        _open_nothing(1)  # else Python writes once more what is left, and fails
        if error.errno == errno.EPIPE:
            sys.exit(READER_GONE)
        sys.exit(f"standard output: not written: {error.strerror}; correct that and run again")
    sys.exit(status)


def guard() -> None:
    """Open the streams that the caller closed, and let this process go on where its errors cannot be shown."""
    open_streams()
    if sys.stderr is sys.__stderr__:  # not in a test, or in a notebook
        sys.stderr = _over(sys.stderr, _Notices, ERRORS)


def open_streams() -> None:
    """Open what the caller closed of input, output and errors: the next file would get its number and be written to."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= ERRORS:
        os.set_inheritable(number, True)
    os.close(number)


def _over(stream: io.TextIOWrapper | None, kind: type[io.FileIO], number: int) -> io.TextIOWrapper:
    """Give a stream like `stream`, None for one that was closed, over a file of this kind."""
    encoding, errors = (stream.encoding, stream.errors) if stream else ("utf-8", "backslashreplace")
    raw = kind(number, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors, line_buffering=number == ERRORS or raw.isatty())


def _open_nothing(number: int) -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, number)
    os.close(nothing)
