"""Make .venv and install a hashed lock into it: `python3 tools/install.py run` or `python3 tools/install.py dev`.

Standard library only, for it runs before anything is installed. Nothing is done while the lock is unchanged.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ["requirements.lock"], "dev": ["requirements.lock", "requirements-dev.lock"]}
"""What each purpose needs; the last lock named contains the ones before it, in the same versions."""
OLDEST = (3, 11)
UV = "uv==0.13.9"


def main(purpose: str) -> None:
    """Bring .venv into step with the locks of `purpose`; exits with one clear line where that cannot be."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.12 …"
        )
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in LOCKS[purpose]}
    installed = _read_stamp()
    if all(installed.get(name) == digest for name, digest in wanted.items()):
        return
    started = time.monotonic()
    if not installed:
        _make_venv()
    lock = LOCKS[purpose][-1]
    _say(f"installing {lock} …")
    _install(lock)
    STAMP.write_text(json.dumps(installed | wanted))
    _say(f"installed in {time.monotonic() - started:.0f} s")


def _read_stamp() -> dict[str, str]:
    """What is installed; nothing without .venv, or when it was made at another place or by a Python since gone."""
    try:
        found = json.loads(STAMP.read_text())
        home = subprocess.run(
            [PYTHON, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True
        )
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return found if home.stdout.strip() == str(VENV) else {}


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("python3-venv is missing: apt install python3-venv")
    _say("making .venv …")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _install(lock: str) -> None:
    """With uv, some times faster, where it can be had; else with pip. Both check the hashes."""
    own_uv = VENV / "bin" / "uv"
    if not own_uv.exists():
        get_uv = [str(PYTHON), "-m", "pip", "install", "--quiet", UV]
        subprocess.run(get_uv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    tool = [str(own_uv), "pip"] if own_uv.exists() else [str(PYTHON), "-m", "pip"]
    which = ["--python", str(PYTHON)] if own_uv.exists() else []
    _run([*tool, "install", "--quiet", *which, "--require-hashes", "-r", str(ROOT / lock)])


def _run(command: list[str]) -> None:
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, env=environment, check=False).returncode:
        sys.exit(f"This did not work: {' '.join(command)}")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
