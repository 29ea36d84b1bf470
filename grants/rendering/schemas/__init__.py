"""What each kind of paper is told: plain data, with dates as ISO text and sums as integer fen.

Layouts and what must stand on them: GB/T 9704-2012 for letters, the office's practice for the rest.
"""
