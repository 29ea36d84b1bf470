"""Runs of actions that programmes share: a programme's table is a handful of these, joined."""
