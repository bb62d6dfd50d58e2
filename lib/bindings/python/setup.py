# SPDX-License-Identifier: MIT
"""Builds the library from the source tree with CMake, statically, and the extension on it."""
import pathlib
import re
import shutil
import subprocess

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[2]
HEADER = TOP / "include" / "nomen" / "nomen.h"


def version():
    parts = dict(re.findall(r"#define NOMEN_VERSION_(\w+) (\d+)", HEADER.read_text()))
    return "{MAJOR}.{MINOR}.{PATCH}".format(**parts)


class BuildOnLibrary(build_ext):
    """CMake first; then the extension, linked to what it made."""

    def build_extension(self, ext):
        build = pathlib.Path(self.build_temp).resolve() / "nomen"
        generator = ["-G", "Ninja"] if shutil.which("ninja") else []
        subprocess.run(["cmake", *generator, "-S", str(TOP), "-B", str(build),
                        "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_SHARED_LIBS=OFF",
                        "-DNOMEN_BUILD_TESTS=OFF", "-DNOMEN_BUILD_EXAMPLES=OFF",
                        "-DNOMEN_INSTALL=OFF"], check=True)
        subprocess.run(["cmake", "--build", str(build), "--target", "nomen", "-j2"], check=True)
        ext.extra_objects = [str(build / "lib" / "engine" / "libnomen.a")]
        super().build_extension(ext)


setup(
    name="nomen",
    version=version(),
    description="Who, where, when and how much, from news text",
    license="MIT",
    python_requires=">=3.9",
    packages=["nomen"],
    package_data={"nomen": ["py.typed", "*.pyi"]},
    ext_modules=[Extension("nomen._nomen", ["nomenmodule.c", "fields.c"],
                           include_dirs=[str(TOP / "include")],
                           define_macros=[("NOMEN_STATIC", None)],
                           libraries=["pcre2-8", "utf8proc"])],
    cmdclass={"build_ext": BuildOnLibrary},
)
