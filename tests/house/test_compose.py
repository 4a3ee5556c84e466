"""The compose file and the image are not started here: they are parsed, and what they name is there."""

import re

import yaml
from django.core.management import get_commands

from tests.house.source import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_shop_needs_these_processes():
    assert sorted(SERVICES) == ["api", "postgres", "redis", "shop", "worker"]


def test_every_image_is_pinned_to_a_version():
    images = [each["image"] for each in SERVICES.values() if "build" not in each]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert [image for image in images if not re.search(r":\d+\.\d+", image)] == []


def test_commands_name_entry_points_that_exist():
    for service in SERVICES.values():
        command = service.get("command", [])
        for module in (each.split(":")[0] for each in command if each.endswith(":application")):
            assert (ROOT / f"{module.replace('.', '/')}.py").exists()
        for after in [command[place + 1] for place, each in enumerate(command) if each == "manage.py"]:
            assert after in get_commands()


def test_every_process_of_ours_is_built_from_the_same_image():
    assert {name for name, each in SERVICES.items() if each.get("build") == "."} == {"api", "shop", "worker"}


def test_what_a_service_waits_for_exists_and_says_when_it_is_well():
    for service in SERVICES.values():
        for other, condition in service.get("depends_on", {}).items():
            assert condition == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[other]


def test_volumes_are_declared():
    used = {each.split(":")[0] for service in SERVICES.values() for each in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_no_secret_has_a_value_in_the_file():
    """They come from .env; compose stops with the name of the one that is missing."""
    settings = {
        key: value for each in SERVICES.values() for key, value in each.get("environment", {}).items()
    }
    secrets = {key: value for key, value in settings.items() if re.search("SECRET|PASSWORD|KEY", key)}
    assert {key for key, value in secrets.items() if not re.fullmatch(r"\$\{[A-Z_]+:\?.+\}", value)} == set()


def test_the_image_copies_and_runs_what_there_is():
    copied = [
        word
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for word in line.split()[:-1]
    ]
    assert [each for each in copied if not (ROOT / each).exists()] == []
    assert "--require-hashes" in DOCKERFILE
    assert re.search(r"^USER \w+", DOCKERFILE, re.MULTILINE)
