"""The numbers of system calls on this processor, so that attacks can go past Python and glibc."""

from __future__ import annotations

import pyseccomp

# The same on every processor, and newer than some releases of libseccomp, which cannot name them.
_NEWER = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426,
    "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431,
    "fsmount": 432, "fspick": 433, "pidfd_open": 434, "clone3": 435, "pidfd_getfd": 438,
    "process_madvise": 440, "mount_setattr": 442, "quotactl_fd": 443,
    "landlock_create_ruleset": 444, "landlock_add_rule": 445, "landlock_restrict_self": 446,
    "memfd_secret": 447, "process_mrelease": 448, "fchmodat2": 452, "statmount": 457,
    "listmount": 458, "setxattrat": 463, "removexattrat": 466, "open_tree_attr": 467,
}  # fmt: skip

# Each must be refused before the kernel looks at its arguments, which the attacks leave at zero.
FORBIDDEN = {
    "other processes": """
        ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd pidfd_send_signal kcmp
        process_madvise process_mrelease migrate_pages move_pages rt_sigqueueinfo
        rt_tgsigqueueinfo setpriority ioprio_set sched_setaffinity sched_setscheduler
        sched_setattr get_mempolicy mbind set_mempolicy
    """,
    "namespaces and mounts": """
        unshare setns mount umount2 pivot_root chroot open_tree open_tree_attr move_mount fsopen
        fsconfig fsmount fspick mount_setattr quotactl quotactl_fd swapon swapoff statmount
        listmount
    """,
    "identity": """
        setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset
        sethostname setdomainname personality
    """,
    "the kernel": """
        bpf perf_event_open userfaultfd keyctl add_key request_key init_module finit_module
        delete_module kexec_load kexec_file_load reboot syslog acct iopl ioperm modify_ldt
        seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self
        lookup_dcookie clock_settime settimeofday adjtimex clock_adjtime vhangup
        io_uring_setup io_uring_enter io_uring_register io_setup io_submit
    """,
    "files in other ways": """
        name_to_handle_at open_by_handle_at fanotify_init fanotify_mark inotify_init inotify_init1
        inotify_add_watch mknod mknodat setxattr lsetxattr fsetxattr removexattr setxattrat
        removexattrat splice tee vmsplice sync syncfs memfd_create memfd_secret signalfd signalfd4
    """,
    "memory between processes": """
        shmget shmat shmctl msgget msgsnd semget semop mq_open mq_unlink mlock mlock2 mlockall
        remap_file_pages pkey_alloc
    """,
    "sockets": """
        socket connect bind listen accept accept4 setsockopt sendmmsg recvmmsg sendmsg
    """,
}
_OTHERS = """
    clone clone3 vfork prctl fcntl ioctl prlimit64 tgkill socketpair sendto fchmodat2 getpid
"""


def _number(name: str) -> int:
    return _NEWER.get(name) or int(pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name))


def numbers() -> dict[str, int]:
    """The number of each call that an attack makes; those unknown on this processor are absent."""
    names = " ".join((*FORBIDDEN.values(), _OTHERS)).split()
    found = {name: _number(name) for name in names}
    return {name: number for name, number in found.items() if number >= 0}
