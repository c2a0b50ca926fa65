"""What a program prints must not hang on the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys


def printed_under_any_hash_seed(program: str) -> str:
    """Run a program under three seeds, see that it prints the same, and give what it prints."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "424242")
    }
    assert len(printed) == 1
    return printed.pop()
