"""The door for rows: tables from files, cells as values, and what could not be read."""
