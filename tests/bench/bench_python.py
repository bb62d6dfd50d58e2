# SPDX-License-Identifier: MIT
"""The Python binding over JSON Lines of make-news: MB a second of the process's own
time, the best of five.

    bench_python.py FILE
"""
import json
import sys
import time

import nomen

with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
size = sum(len(text.encode()) for text in texts)
engine = nomen.Engine()


def best(read):
    times = []
    for _ in range(5):
        start = time.process_time()
        read()
        times.append(time.process_time() - start)
    return size / min(times) / 1e6


def pipe(jobs):
    for document in engine.pipe(texts, jobs=jobs):
        len(document.records)


for jobs in (1, 2):
    print(f"{f'Python, pipe(jobs={jobs})':28} {best(lambda: pipe(jobs)):6.2f} MB/s")
