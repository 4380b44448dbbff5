"""Fetch a file in bounded time and memory, whether the name look-up hangs, the server is silent or it only trickles."""

import io
import threading
import time

PATIENCE_SECONDS = 12.0  # for all downloads together while nothing arrives, so that no internet costs under 15 s
SLOWEST_BYTES_PER_SECOND = 10_000  # what has arrived at this rate buys further time
LOOK_SECONDS = 0.02
CHUNK_BYTES = 8192


class Patience:
    """The time that a row of downloads may take together: a fixed part, and more for what has arrived."""

    def __init__(self):
        self.started = time.monotonic()
        self.received = 0

    def is_over(self) -> bool:
        """Say whether no further download should begin or go on."""
        allowed = PATIENCE_SECONDS + self.received / SLOWEST_BYTES_PER_SECOND
        return time.monotonic() - self.started > allowed


def fetch(url: str, limit: int, timeout_seconds: float, patience: Patience) -> bytes:
    """Download `url`, at most `limit` bytes, into memory.

    Raises OSError, in one line, when nothing came for `timeout_seconds`, `patience` is over, or the server says no.
    """
    # A thread of its own, because the time-outs of sockets do not bound the name look-up. One that still hangs there is
    # left behind: it holds a closed sink, and a daemon does not keep the program alive.
    sink = _Sink(limit)
    errors: list[Exception] = []
    thread = threading.Thread(target=_download, args=(url, sink, timeout_seconds, errors), daemon=True)
    thread.start()
    seen, since = 0, time.monotonic()
    while thread.is_alive():
        thread.join(LOOK_SECONDS)
        if sink.received > seen:
            patience.received += sink.received - seen
            seen, since = sink.received, time.monotonic()
        if thread.is_alive() and (patience.is_over() or time.monotonic() - since > timeout_seconds):
            sink.close()
            raise TimeoutError(f"gave up after {seen:,} bytes and {time.monotonic() - since:.1f} s of silence")
    if errors:
        raise ConnectionError(_reason(errors[0])) from errors[0]
    return sink.getvalue()


class _Sink(io.BytesIO):
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
    import pooch  # imports requests when called: only for those who download

    try:
        pooch.HTTPDownloader(chunk_size=CHUNK_BYTES, timeout=timeout_seconds)(url, sink, None)
    except Exception as error:  # handed to the caller, whatever it is: a thread has nobody to raise it to
        errors.append(error)


def _reason(error: Exception) -> str:
    """The innermost reason: requests and urllib3 wrap a failed look-up four deep."""
    cause = error.args[0] if error.args else error
    cause = getattr(cause, "reason", cause)
    return " ".join(f"{type(error).__name__}: {cause}".split())
