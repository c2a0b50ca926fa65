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

    def capitalised(self) -> Text:
        """Give the text as the beginning of a sentence.

        Examples:
            >>> Text(id="usaha mikro", en="micro enterprise").capitalised()
            Text(id='Usaha mikro', en='Micro enterprise')
        """
        return Text(id=self.id[:1].upper() + self.id[1:], en=self.en[:1].upper() + self.en[1:])

    def inside(self) -> Text:
        """Give the text as it stands inside a sentence; an abbreviation keeps its capitals.

        Examples:
            >>> Text(id="Memiliki NIB", en="NIB held").inside()
            Text(id='memiliki NIB', en='NIB held')
        """
        return Text(id=_uncapitalised(self.id), en=_uncapitalised(self.en))


def _uncapitalised(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def join_text(texts: list[Text] | tuple[Text, ...], separator: str = ", ") -> Text:
    """Join texts language by language.

    Examples:
        >>> join_text([Text(id="satu", en="one"), Text(id="dua", en="two")])
        Text(id='satu, dua', en='one, two')
    """
    return Text(
        id=separator.join(text.id for text in texts), en=separator.join(text.en for text in texts)
    )
