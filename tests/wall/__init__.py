"""Attacks on the wall, and honest oddities that must pass it."""
