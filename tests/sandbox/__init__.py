"""Attacks on the sandbox, accidents in it, and ordinary course code: what must happen to each."""
