"""What a worker gives up before it reads its first job: the network, other programs, memory without end.

On Linux a seccomp filter makes every system call that could open a connection or start a program fail with EPERM; it
cannot be taken off again. It is a small program for the kernel's packet filter, put together here, since the libraries
for it need a compiler or a shared library of the system."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from kg.records import KgError
from kg.serve.limits import Limits

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP = 38, 22
_MODE_FILTER = 2

# The instructions of the filter: load a word of the call's record, compare, answer.
_LOAD, _IS_EQUAL, _IS_AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_FOREIGN_CALLS = 0x40000000
"""From this number on stand the calls of x32 on an x86-64: the same calls under other numbers."""

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_DENIED: dict[str, tuple[int, int]] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "accept4": (288, 242),
    "sendmmsg": (307, 269),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kill": (62, 129),
    "tkill": (200, 130),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
}
"""The system calls that fail, with their numbers on x86-64 and on aarch64."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def can_close_network() -> bool:
    """Whether `close_network` works on this kind of machine."""
    return sys.platform == "linux" and platform.machine() in _ARCHITECTURES


def check_confined(limits: Limits) -> None:
    """Raises KgError where the limits shut workers off from the network and this system cannot do that."""
    if limits.confined and not can_close_network():
        raise KgError(
            "on this system queries cannot be shut off from the network (that takes Linux on x86-64 or aarch64): "
            "--unconfined serves all the same"
        )


def close_network() -> None:
    """Takes the network, and the start of other programs, from this process and all its future threads. Raises OSError
    where the system does not let it."""
    program = _filter(platform.machine())
    code = ctypes.create_string_buffer(b"".join(program), 8 * len(program))
    filter = _Program(len(program), ctypes.cast(code, ctypes.c_void_p))
    _control(_SET_NO_NEW_PRIVILEGES, 1)
    _control(_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filter))


def end_first() -> None:
    """Sees to it that this process is the one to be ended where the machine runs out of memory."""
    if sys.platform == "linux":
        Path("/proc/self/oom_score_adj").write_text("1000")


def _filter(machine: str) -> list[bytes]:
    """The instructions for a kind of machine: of another architecture than its own, and of x32, nothing is let through;
    of its own all but what is denied."""
    column = list(_ARCHITECTURES).index(machine)
    numbers = [call[column] for call in _DENIED.values()]
    return [
        _instruction(_LOAD, _ARCHITECTURE_AT),
        _instruction(_IS_EQUAL, _ARCHITECTURES[machine], then=1),
        _instruction(_ANSWER, _KILL),
        _instruction(_LOAD, _NUMBER_AT),
        _instruction(_IS_AT_LEAST, _FOREIGN_CALLS, then=len(numbers) + 1),
        *_comparisons(numbers),
        _instruction(_ANSWER, _ALLOW),
        _instruction(_ANSWER, _ERROR | errno.EPERM),
    ]


def _comparisons(numbers: Sequence[int]) -> list[bytes]:
    """One comparison a number, each of which leads to the last instruction but the one that allows."""
    left = range(len(numbers), 0, -1)
    return [_instruction(_IS_EQUAL, number, then=distance) for number, distance in zip(numbers, left, strict=True)]


def _instruction(code: int, operand: int, then: int = 0) -> bytes:
    """One instruction: a comparison that holds skips `then` instructions, one that does not hold none."""
    return struct.pack("=HBBI", code, then, 0, operand)


def _control(option: int, *values: object) -> None:
    given = [value if not isinstance(value, int) else ctypes.c_ulong(value) for value in values]
    given += [ctypes.c_ulong(0)] * (4 - len(given))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(ctypes.c_int(option), *given) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
