"""Fetch the scripts of others that the desk serves, from npm, as ``packages.json`` lists them.

In go the packages with their versions, the file of each and its licence; out come, beside that
list, these files and the licences. The wheel carries them, so that nobody who installs onrecord
needs npm. A maintainer runs it when a version is raised: ``python -m tools.vendor``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "src/onrecord/web/assets/vendor"


def main() -> None:
    """Fetch them all."""
    packages = json.loads((VENDOR / "packages.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        names = [f"{one['package']}@{one['version']}" for one in packages]
        command = ["npm", "install", "--prefix", scratch, "--no-save", "--ignore-scripts", *names]
        subprocess.run(command, check=True)
        for one in packages:
            home = Path(scratch) / "node_modules" / one["package"]
            shutil.copy(home / one["file"], VENDOR)
            shutil.copy(home / "LICENSE", VENDOR / f"{one['package']}.LICENSE")


if __name__ == "__main__":
    main()
