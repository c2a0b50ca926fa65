"""Codes of other systems and their data: regions, products, countries, identifiers."""
