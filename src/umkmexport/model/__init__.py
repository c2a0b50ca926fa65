"""The nouns: the enterprise as one flat record, its evidence, certificates, products, events."""
