"""A true Elasticsearch for tests, from Maven Central: fetched, checked, started, stopped. Nothing of ours is in Java.

    python tests/servers/elasticsearch.py start FOLDER [--port 9200] [--version 8.19.8]
    python tests/servers/elasticsearch.py stop FOLDER

Elastic publishes this slim build for authors of plugins (no analysis-common, no scripts, no `GET /`). It is under
Elastic's licence: for tests, never shipped. Needs `mvn` and a JDK (17 for 8.x, 21 or newer for 9.x; JAVA_HOME, else
the newest that fits in /usr/lib/jvm). Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

ARTIFACT = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{version}:zip"
CHECKSUMS = {
    "8.19.8": "8d943e94cef02cbceb6e39cd00175bb04e5f882fa32783a473880b8691a54376",
    "9.2.0": "bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b",
}
"""SHA-256 of the archives; another one is not unpacked."""
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cho-phien"
UNPRIVILEGED = "nobody"
PATIENCE = 90
SETTINGS = """\
discovery.type: single-node
http.host: 127.0.0.1
http.port: {port}
transport.port: {transport}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
path.data: {folder}/data
path.logs: {folder}/logs
"""


def main() -> None:
    """Start or stop one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["start", "stop"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--version", default="8.19.8", choices=CHECKSUMS)
    given = parser.parse_args()
    if given.what == "stop":
        stop(given.folder.resolve())
    else:
        sys.stdout.write(start(given.folder.resolve(), given.port, given.version) + "\n")


def start(folder: Path, port: int, version: str) -> str:
    """Unpack into the folder, start, and give the address once it answers. Exits with its log if it does not."""
    home = folder / f"elasticsearch-{version}"
    if not home.exists():
        with zipfile.ZipFile(_archive(version)) as archive:
            archive.extractall(folder)
        for script in (home / "bin").iterdir():
            script.chmod(0o755)
    (home / "config" / "elasticsearch.yml").write_text(
        SETTINGS.format(port=port, transport=port + 100, folder=folder)
    )
    user = _user_of(folder)
    environment = {
        "PATH": os.environ["PATH"],
        "ES_JAVA_HOME": str(_java(21 if version.startswith("9") else 17)),
        "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
        "ES_TMPDIR": str(folder / "tmp"),
    }
    with (folder / "out.log").open("w") as log:
        process = subprocess.Popen(
            [home / "bin" / "elasticsearch"],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **user,
        )
    (folder / "pid").write_text(str(process.pid))
    address = f"http://127.0.0.1:{port}"
    if not _answers(address, process):
        stop(folder)
        sys.exit((folder / "out.log").read_text()[-3000:] or "elasticsearch did not start")
    return address


def stop(folder: Path) -> None:
    """End the one that was started in this folder, children and all."""
    try:
        group = int((folder / "pid").read_text())
    except (OSError, ValueError):
        return
    for number, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
        try:
            os.killpg(group, number)
            for _ in range(seconds * 10):
                time.sleep(0.1)
                os.killpg(group, 0)
        except ProcessLookupError:
            break
    (folder / "pid").unlink()


def _archive(version: str) -> Path:
    """The archive of this version, fetched once; its checksum is looked at every time."""
    archive = CACHE / f"elasticsearch-{version}.zip"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                "mvn", "-q", "-B", "dependency:copy",
                f"-Dartifact={ARTIFACT.format(version=version)}", f"-DoutputDirectory={CACHE}",
            ],
            check=True,
        )  # fmt: skip
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != CHECKSUMS[version]:
        archive.unlink()
        sys.exit(f"{archive.name} has the checksum {digest}, not the one that is written down here")
    return archive


def _java(oldest: int) -> Path:
    """A JDK of at least this version."""
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    for home in homes:
        if (home / "bin" / "java").exists() and _version(home) >= oldest:
            return home.resolve()
    sys.exit(f"a JDK of version {oldest} or newer is needed (Debian: openjdk-17-jdk-headless)")


def _version(home: Path) -> int:
    said = subprocess.run([home / "bin" / "java", "-version"], capture_output=True, text=True, check=False)
    words = said.stderr.split('"')
    return int(words[1].split(".")[0]) if len(words) > 1 and words[1].split(".")[0].isdigit() else 0


def _user_of(folder: Path) -> dict[str, int | list[int]]:
    """It refuses root: then it runs as nobody, who is given the folder."""
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    if os.getuid() != 0:
        return {}
    entry = pwd.getpwnam(UNPRIVILEGED)
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(PATIENCE * 5):
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"{address}/_cluster/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


if __name__ == "__main__":
    main()
