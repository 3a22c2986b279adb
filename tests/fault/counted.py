"""How far a long test got, so that it can be done in pieces: a small file in
build/fault/ for each."""
import json
import os

from world import TOP


def path(name):
    return os.path.join(TOP, "build/fault", name + ".json")


def load(name):
    try:
        with open(path(name)) as f:
            return json.load(f)
    except OSError:
        return {}


def save(name, done):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name) + ".new", "w") as f:
        json.dump(done, f)
    os.rename(path(name) + ".new", path(name))
