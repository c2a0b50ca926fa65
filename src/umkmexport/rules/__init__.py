"""How a rule is stated and answered: facts, criteria, ladders, cases, checklists, scorecards."""
