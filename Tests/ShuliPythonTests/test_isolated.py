"""The program as a filter says what the library says."""

import os
import stat

import pytest

import shuli
from shuli import _isolated

TEXTS = ["研究人员发表了石墨烯电池的新成果。石墨烯电池充电更快。", "", "他在北京工作。\n第二行。", "中\ud800文", None]
RECORDS = [None if text is None else {"text": text} for text in TEXTS]


@pytest.mark.parametrize("verb, function, options", [
    ("segment", shuli.words, {"mode": "search"}),
    ("sentences", shuli.sentences, {}),
    ("keywords", shuli.keywords, {"number": 3}),
    ("summarize", shuli.summary, {"number": 1}),
    ("normalize", shuli.normalize, {"to": "traditional"}),
    ("clean", shuli.clean, {}),
])
def test_values_are_the_same(verb, function, options):
    assert [answer.value for answer in _isolated.filtered(verb, RECORDS, options)] == function(
        TEXTS, quiet=True, **options)


@pytest.mark.parametrize("verb, function", [
    ("segment", shuli.words), ("sentences", shuli.sentences), ("keywords", shuli.keywords),
    ("summarize", shuli.summary), ("normalize", shuli.normalize), ("clean", shuli.clean),
])
def test_lines_of_json_are_the_same(verb, function):
    found = [answer.value for answer in _isolated.filtered(verb, RECORDS, {"json": True})]
    assert found == function(TEXTS, json=True, quiet=True)


def test_a_bad_record_is_a_row_with_its_error():
    answers = _isolated.filtered("segment", [{"text": "好"}, {"title": "x"}, {"text": "好"}], {})
    assert [answer.value for answer in answers] == [["好"], None, ["好"]]
    assert "text" in answers[1].error


def test_a_row_that_ends_the_program_is_found(tmp_path, monkeypatch):
    wrapper = tmp_path / "shuli"
    wrapper.write_text(
        f'#!/bin/sh\ncat >"{tmp_path}/in"\nif grep -q BAD "{tmp_path}/in"; then kill -ILL $$; fi\n'
        f'exec "{_isolated.program_path()}" "$@" <"{tmp_path}/in"\n')
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(_isolated, "program_path", lambda: os.fspath(wrapper))
    answers = _isolated.filtered("segment", [{"text": text} for text in ["一", "二", "BAD", "三", "四"]], {})
    assert [answer.value for answer in answers] == [["一"], ["二"], None, ["三"], ["四"]]
    assert "-4" in answers[2].error


def test_wrong_options_are_exceptions():
    with pytest.raises(shuli.OptionError, match="numbr"):
        _isolated.filtered("keywords", [{"text": "好"}], {"numbr": 1})
