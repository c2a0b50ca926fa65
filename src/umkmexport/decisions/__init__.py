"""One module per question: size, eligibility, readiness, priority."""
