"""What the house does. Services never commit: the page, the command or the worker around them does, once."""
