from __future__ import annotations

import builtins
import pickle

import pytest

import umkmexport as ux
from umkmexport import errors
from umkmexport.errors import UmkmExportError, UmkmExportErrorGroup, joined

KINDS = [
    kind
    for name in errors.__all__
    if isinstance(kind := getattr(errors, name), type) and kind is not UmkmExportError
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_is_ours_and_a_built_in_one(kind: type[UmkmExportError]) -> None:
    assert issubclass(kind, UmkmExportError)
    own = {UmkmExportError, kind, Exception, BaseException, object}
    assert any(getattr(builtins, base.__name__, None) is base for base in set(kind.mro()) - own)


def test_one_error_stands_alone_and_several_in_a_group() -> None:
    one, other = ux.FactError("a"), ux.PolicyError("b")
    assert joined("m", [one]) is one
    group = joined("m", [one, other])
    assert isinstance(group, UmkmExportErrorGroup)
    assert str(group) == "m\n- a\n- b"
    with pytest.raises(UmkmExportError):
        raise group


def test_a_group_splits_by_kind() -> None:
    caught: list[str] = []
    group = joined("m", [ux.FactError("a"), ux.PolicyError("b"), ux.FactError("c")])
    assert isinstance(group, UmkmExportErrorGroup)
    assert isinstance(group.subgroup(ux.FactError), UmkmExportErrorGroup)
    try:
        raise group
    except* ux.FactError as facts:
        caught += [str(error) for error in facts.exceptions]
    except* ux.PolicyError as policies:
        caught += [str(error) for error in policies.exceptions]
    assert caught == ["a", "c", "b"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_long_number_is_hidden_in_text_and_repr(kind: type[UmkmExportError]) -> None:
    error = (
        joined("m 317101170845", [ux.FactError("3171011708450001"), ux.FactError("x")])
        if kind is UmkmExportErrorGroup
        else kind("NIK 3171011708450001, Rp100.000.000.000.000, 12345678901234")
    )
    for shown in (str(error), repr(error)):
        assert "31**********01" in shown
        assert "0117" not in shown.replace("317101170845", "")
    if kind is not UmkmExportErrorGroup:
        assert "Rp100.000.000.000.000, 12345678901234" in str(error)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_survives_a_copy(kind: type[UmkmExportError]) -> None:
    error = joined("m", [ux.FactError("a")] * 2) if kind is UmkmExportErrorGroup else kind("a")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))


def test_a_group_says_its_heading_and_reasons_in_both_languages() -> None:
    reasons = [ux.PolicyError(ux.Text(id=f"salah {n}", en=f"wrong {n}")) for n in "ab"]
    group = joined(ux.Text(id="tidak dapat dibaca", en="cannot be read"), reasons)
    assert isinstance(group, UmkmExportErrorGroup)
    assert group.message == "cannot be read"
    parts = [group, group.derive(reasons), pickle.loads(pickle.dumps(group))]
    for each in parts:
        assert str(each) == "cannot be read\n- wrong a\n- wrong b"
        assert each.to("id") == "tidak dapat dibaca\n- salah a\n- salah b"
