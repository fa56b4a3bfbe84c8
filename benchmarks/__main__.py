"""``python -m benchmarks NAME --gold PATH [--scorer PATH] [--out PRED]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    cameo,
    desk,
    ecb,
    meantime,
    orders,
    plover,
    polnear,
    ratchet,
    re3d,
    reports,
    robust,
    scale,
    speed,
    stories,
)

NAMES: dict[str, Callable[[argparse.Namespace], int]] = {
    "cameo": cameo.run,
    "desk": desk.run,
    "ecb": ecb.run,
    "meantime": meantime.run,
    "orders": orders.run,
    "plover": plover.run,
    "polnear": polnear.run,
    "re3d": re3d.run,
    "reports": reports.run,
    "speed": speed.run,
    "robust": robust.run,
    "scale": scale.run,
    "ratchet": ratchet.run,
    "stories": stories.run,
}


def main(arguments: list[str]) -> int:
    """Run one benchmark and print its figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=sorted(NAMES))
    parser.add_argument("--gold", type=Path, required=True, action="append")
    parser.add_argument("--scorer", type=Path, help="default: score.py beside the gold")
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    parser.add_argument("--part", choices=("all", "held-back", "training"), default="all")
    parser.add_argument(
        "--folds", type=Path, help="weights of a training's folds, to cross-validate"
    )
    parser.add_argument("--published", help="date of gold that has none, YYYY-MM-DD")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument(
        "--claims", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="scale, desk: sizes"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds to take medians of")
    parser.add_argument("--orders", type=int, default=20, help="orders: how many")
    parser.add_argument("--raise", dest="raise_floor", action="store_true", help="ratchet: raise")
    options = parser.parse_args(arguments)
    return NAMES[options.name](options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
