"""Stories: complete lives of cases from plain input files, played through the services the pages call."""
