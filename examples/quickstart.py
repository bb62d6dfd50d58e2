# SPDX-License-Identifier: MIT
"""Every record of a text file, with its value."""
import sys

import nomen

text = open(sys.argv[1], encoding="utf-8").read()
document = nomen.extract(text)
for record in document.records:
    print(f"{record.start:6} {record.type:12} {record.text!r:40} {record.value}")
