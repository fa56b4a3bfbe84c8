"""Build the table of given names, ``onrecord/knowledge/given_names.tsv.xz``, from nomquamgender.

In goes ``name_data.json`` of the package nomquamgender 0.1.4 (MIT; Van Buskirk, Clauset and
Larremore, "An Open-Source Cultural Consensus Approach to Name-Based Gender Classification", ICWSM
2023), which tells of a name how many sources have it, how often, and the share of women; out comes
a compressed table, one line a name and sorted by it: the folded name, and "f" or "m" where nearly
all sources agree. A name that both bear is left out.

Run: ``python tools/build_given_names.py FILE``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/onrecord/knowledge/given_names.tsv.xz"
SOURCES, BEARERS = 5, 40
"""In how many sources a name must stand, and how many must bear it in all."""
SHARE = 0.05
"""How many of its bearers may be of the other gender."""
_PLAIN = re.compile(r"[a-z]{2,}")


def main() -> None:
    """Read, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    names = json.loads(parser.parse_args().file.read_text("utf-8"))
    lines = []
    for name, (sources, bearers, women, *_) in sorted(names.items()):
        sure = women <= SHARE or women >= 1 - SHARE
        if sure and sources >= SOURCES and bearers >= BEARERS and _PLAIN.fullmatch(name):
            lines.append(f"{name}\t{'f' if women > SHARE else 'm'}\n")
    TARGET.write_bytes(lzma.compress("".join(lines).encode("ascii"), preset=9))
    print(f"{len(lines)} names")


if __name__ == "__main__":
    main()
