"""Zhutui (助推): the application that carries each case through its whole life. `grants.app` puts it together."""
