#!/usr/bin/env python3
"""Checks that the targets of Package.swift stand in layer order.

- A target depends only on targets above it.
- A third-party product and a system library each have exactly one target that uses them, so that
  each can be replaced in one place. Tests do not count.
"""

import json
import subprocess
import sys
from pathlib import Path


def manifest():
    command = ["swift", "package", "dump-package"]
    root = Path(__file__).resolve().parent.parent
    result = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=False)
    if result.returncode != 0:
        sys.exit("Package.swift cannot be read")
    return json.loads(result.stdout)


def dependencies(target):
    """The names of what a target depends on, and whether each is a third party's product."""
    for dependency in target["dependencies"]:
        for kind, value in dependency.items():
            if kind in ("byName", "target", "product"):
                yield value[0], kind == "product"


def faults(targets):
    """A sentence for each edge that breaks a rule."""
    place = {target["name"]: index for index, target in enumerate(targets)}
    users = {target["name"]: [] for target in targets if target["type"] == "system"}
    third_party = set()
    for index, target in enumerate(targets):
        name = target["name"]
        for used, is_product in dependencies(target):
            is_own = used in place and not is_product
            if is_own and place[used] >= index:
                yield f"{name} uses {used}, which stands below it"
            if not is_own:
                third_party.add(used)
            if target["type"] != "test" and (not is_own or used in users):
                users.setdefault(used, []).append(name)
    for used in sorted(set(users) | third_party):
        names = users.get(used, [])
        if len(names) > 1:
            yield f"{used} is used by {' and '.join(names)}; it may have one user"
        if not names:
            yield f"{used} is used by no target outside the tests"


def main():
    targets = manifest()["targets"]
    found = list(faults(targets))
    for sentence in found:
        print(sentence)
    if found:
        sys.exit(1)
    print(f"{len(targets)} targets, in order")


if __name__ == "__main__":
    main()
