"""The version of the library, as decisions record it."""

__version__ = "0.1.0"
