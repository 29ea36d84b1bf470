"""The tests. What they import is large and stays: looking for circles in it as often as usual takes a second."""

import gc

gc.set_threshold(50_000, 20, 20)
