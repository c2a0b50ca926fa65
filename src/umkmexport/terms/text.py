"""Text for people, always in Indonesian and in English."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import attrs

__all__ = ["LANGUAGES", "Language", "Text", "join_text"]

Language: TypeAlias = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@attrs.frozen
class Text:
    """Hold one text in both languages.

    Examples:
        >>> Text(id="usaha mikro", en="micro enterprise").to("id")
        'usaha mikro'
    """

    id: str
    en: str

    def to(self, language: Language) -> str:
        """Give the text in one language; any other word than ``id`` or ``en`` is an error."""
        if language == "id":
            return self.id
        if language == "en":
            return self.en
        raise ValueError(f"language is 'id' or 'en', not {language!r}")

    def format(self, **parts: Text | str) -> Text:
        """Fill the placeholders of both languages, each with the part in its own language.

        Examples:
            >>> Text(id="{n} usaha", en="{n} firms").format(n="3")
            Text(id='3 usaha', en='3 firms')
        """
        return Text(
            id=self.id.format_map({k: v if isinstance(v, str) else v.id for k, v in parts.items()}),
            en=self.en.format_map({k: v if isinstance(v, str) else v.en for k, v in parts.items()}),
        )


def join_text(texts: list[Text] | tuple[Text, ...], separator: str = ", ") -> Text:
    """Join texts language by language.

    Examples:
        >>> join_text([Text(id="satu", en="one"), Text(id="dua", en="two")])
        Text(id='satu, dua', en='one, two')
    """
    return Text(
        id=separator.join(text.id for text in texts), en=separator.join(text.en for text in texts)
    )
