"""An enumerated answer of which only the possibilities are known."""

from __future__ import annotations

import attrs

__all__ = ["Possible"]


@attrs.frozen
class Possible:
    """Hold the answers that are still possible, at least two, in the order of their scale.

    Examples:
        >>> Possible(("micro", "small")).answers
        ('micro', 'small')
    """

    answers: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.answers) < 2:
            raise ValueError("one possible answer is a known answer, none is unknown")
