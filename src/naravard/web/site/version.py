"""The program's version, as pages and the API show it."""

from importlib.metadata import version

VERSION = version("naravard")
