"""Words that everything else shares: truth, text, source, range, quantity, timeline, amounts."""
