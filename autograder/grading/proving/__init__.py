"""Where the tests of an assignment run, proved with its own reference."""
