"""Containment of student code on Linux: namespaces, Landlock, seccomp and resource limits."""
