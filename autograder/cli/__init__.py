"""The command line `labs`."""
