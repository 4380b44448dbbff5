"""Download a file into memory within limits of bytes and of time, also where a server or the name look-up hangs."""

import io
import threading
import time

IDLE_SECONDS = 12.0  # allowed to all downloads together without a byte received: no internet then costs under 15 s
MIN_BYTES_PER_SECOND = 10_000  # what has been received at this rate extends the time allowed
POLL_SECONDS = 0.02
CHUNK_BYTES = 8192


class TimeBudget:
    """The time that several downloads may take together: a fixed part, and more for every byte received."""

    def __init__(self):
        self.started = time.monotonic()
        self.received = 0

    def is_spent(self) -> bool:
        """Say whether no further download should begin or go on."""
        allowed = IDLE_SECONDS + self.received / MIN_BYTES_PER_SECOND
        return time.monotonic() - self.started > allowed


def fetch(url: str, limit: int, timeout_seconds: float, budget: TimeBudget) -> bytes:
    """Download `url`, at most `limit` bytes, into memory.

    Raises OSError, in one line, if nothing came for `timeout_seconds`, `budget` is spent, or the server refuses.
    """
    # In a thread, because the time-outs of sockets do not limit the name look-up. A thread that still hangs there is
    # left behind: its sink is closed, and as a daemon it does not keep the program alive.
    sink = _Sink(limit)
    errors: list[Exception] = []
    thread = threading.Thread(target=_download, args=(url, sink, timeout_seconds, errors), daemon=True)
    thread.start()
    seen, since = 0, time.monotonic()
    while thread.is_alive():
        thread.join(POLL_SECONDS)
        if sink.received > seen:
            budget.received += sink.received - seen
            seen, since = sink.received, time.monotonic()
        if thread.is_alive() and (budget.is_spent() or time.monotonic() - since > timeout_seconds):
            sink.close()
            raise TimeoutError(f"gave up after {seen:,} bytes and {time.monotonic() - since:.1f} s of silence")
    if errors:
        raise ConnectionError(_reason(errors[0])) from errors[0]
    return sink.getvalue()


class _Sink(io.BytesIO):
    """A buffer that refuses more than `limit` bytes."""

    def __init__(self, limit: int):
        super().__init__()
        self.limit = limit
        self.received = 0

    def write(self, chunk) -> int:
        if self.received + len(chunk) > self.limit:
            raise OSError(f"more than the expected {self.limit:,} bytes")
        self.received += super().write(chunk)
        return len(chunk)


def _download(url: str, sink: _Sink, timeout_seconds: float, errors: list[Exception]) -> None:
    import pooch  # takes a second, as it imports requests: only for a download

    try:
        pooch.HTTPDownloader(chunk_size=CHUNK_BYTES, timeout=timeout_seconds)(url, sink, None)
    except Exception as error:  # of any kind: the thread that waits raises it
        errors.append(error)


def _reason(error: Exception) -> str:
    """Give the innermost reason: requests and urllib3 wrap a failed look-up four times."""
    cause = error.args[0] if error.args else error
    cause = getattr(cause, "reason", cause)
    return " ".join(f"{type(error).__name__}: {cause}".split())
