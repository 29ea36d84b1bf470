"""Papers: fonts, layout, and the bytes that are issued."""
