"""Takes the times of Benchmarks/store/run: measure.py SIPAS FILE FOLDER ROUNDS."""

import os
import shutil
import statistics
import subprocess
import sys
import time


def timed(command):
    """Seconds and peak memory in MB of a command that must succeed."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    sipas, file, folder, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    study = os.path.join(folder, "study")
    store = os.path.join(study, "store")
    database = os.path.join(folder, "rows.sqlite")
    score = [sipas, "score", study, "--threads", "2", "--format", "json", "--output"]
    outputs = [os.path.join(folder, name) for name in ("store.json", "csv.json")]
    times = {}
    for _ in range(rounds):
        for path in (database, store):
            shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
        tasks = {
            "sqlite3 .import": ["sqlite3", database, ".mode csv", f".import '{file}' rows"],
            "sipas import": [sipas, "import", study, file],
            "sipas score, from the store": score + [outputs[0]],
            "sipas score --from": score + [outputs[1], "--from", file],
        }
        for name, command in tasks.items():
            times.setdefault(name, []).append(timed(command))
    if open(outputs[0]).read() != open(outputs[1]).read():
        sys.exit("the scores differ")
    seconds = {name: statistics.median(t for t, _ in runs) for name, runs in times.items()}
    print(f"{rounds} rounds, medians")
    for name, runs in times.items():
        spread = f"{min(t for t, _ in runs):.2f}–{max(t for t, _ in runs):.2f}"
        print(f"{name:30} {seconds[name]:7.2f} s ({spread}) {max(m for _, m in runs):6.0f} MB")
    size = os.path.getsize(os.path.join(store, "sipas.sqlite")) / os.path.getsize(file)
    print(f"import: {seconds['sqlite3 .import'] / seconds['sipas import']:.2f} × as fast as sqlite3")
    ratio = seconds["sipas score, from the store"] / seconds["sipas score --from"]
    print(f"score from the store: {ratio:.3f} of the time from the file, the same figures")
    print(f"store: {size:.3f} of the file's size")


main()
