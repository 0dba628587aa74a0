"""An event loop within another: what starts one of its own can be called wherever a program stands."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def apart(do: Callable[[], Result]) -> Result:
    """Do something that starts an event loop, in a thread of its own where a loop already runs in this one.

    pyHanko's functions start one; Python refuses a second in the same thread, as where a browser is driven.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return do()
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(do).result()
