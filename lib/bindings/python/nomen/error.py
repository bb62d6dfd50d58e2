# SPDX-License-Identifier: MIT
"""The one exception of nomen."""


class Error(Exception):
    """A call of the library failed.

    code is its name ("eutf8", "elist", ...); offset the byte offset of the fault
    in the text, pack or list it is about; line, column (from 1) and file say where
    in a list or pattern file, and are 0 and "" otherwise.
    """

    def __init__(self, message, code="eunknown", offset=0, line=0, column=0, file=""):
        super().__init__(message, code, offset, line, column, file)
        self.message = message
        self.code = code
        self.offset = offset
        self.line = line
        self.column = column
        self.file = file

    def __str__(self):
        where = self.file
        if self.line:
            where += f":{self.line}:{self.column}"
        return f"{where}: {self.message}" if where else self.message
