"""Benchmarks: gold in, predictions out of the real public pipeline, figures printed.

One module a benchmark; each has ``run(options) -> int``, the exit code. The gold's path is
always an argument: nothing here knows where gold lies.
"""
