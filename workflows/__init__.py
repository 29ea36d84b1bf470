"""What may happen: the tables of each programme, pure of web, database and clock."""
