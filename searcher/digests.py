"""BLAKE2b for digests and fingerprints.

Taken where `hashlib` takes it: that takes 4 ms to load for OpenSSL's functions, and prints a traceback where they
cannot be loaded (with every file table full).
"""

from _blake2 import blake2b

__all__ = ["blake2b"]
