"""The calls of jieba."""

import io

import pytest

from shuli import jieba
from shuli.jieba import _words, analyse, posseg

TEXT = "我来到北京清华大学学习自然语言处理"


@pytest.fixture(autouse=True)
def no_words_of_others():
    yield
    _words._policies.clear()
    _words._state["path"] = None
    analyse._stop_words.clear()


def test_cuts():
    for text in [TEXT, "", " a  b\n中 文\n"]:
        assert "".join(jieba.cut(text)) == text
    assert jieba.lcut(TEXT) == list(jieba.cut(TEXT))
    assert set(jieba.lcut(TEXT)) <= set(jieba.lcut(TEXT, cut_all=True))
    assert len(jieba.lcut_for_search(TEXT)) >= len(jieba.lcut(TEXT))
    assert jieba.lcut_for_search(TEXT) == list(jieba.cut_for_search(TEXT))


def test_added_and_deleted_words():
    assert "京清华" not in jieba.lcut(TEXT)
    jieba.add_word("京清华")
    assert "京清华" in jieba.lcut(TEXT)
    jieba.del_word("京清华")
    assert "京清华" not in jieba.lcut(TEXT)
    jieba.del_word("北京")
    assert "北京" not in jieba.lcut(TEXT)


def test_lists_of_words(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("清华大学学 5 n\n来到北 nz\n到 0\nHello World 3\n", encoding="utf-8")
    jieba.load_userdict(str(path))
    assert "清华大学学" in jieba.lcut(TEXT) and "来到北" in jieba.lcut(TEXT)
    assert "Hello World" in jieba.lcut("Hello World")
    jieba.load_userdict(io.StringIO("言处理\n"))
    assert "言处理" in jieba.lcut(TEXT)


def test_words_of_files_that_are_open():
    for file in [io.StringIO("言处理 5 n\n"), io.BytesIO("\ufeff言处理 5 n\r\n".encode())]:
        jieba.load_userdict(file)
        assert "言处理" in jieba.lcut(TEXT)
        jieba.del_word("言处理")


def test_suggested_frequencies():
    assert jieba.suggest_freq("京清华", tune=True) == 1
    assert "京清华" in jieba.lcut(TEXT)
    jieba.suggest_freq(("京", "清华"), True)
    assert "京清华" not in jieba.lcut(TEXT)


def test_places_of_words():
    text = "𠮷 他在\n清华大学"
    for word, start, end in jieba.tokenize(text):
        assert text[start:end] == word
    places = list(jieba.tokenize(text, mode="search"))
    assert all(text[start:end] == word for word, start, end in places)
    assert len(places) >= len(list(jieba.tokenize(text)))


def test_what_is_no_text():
    for sentence in [None, 3, ["好"]]:
        with pytest.raises(TypeError, match="text"):
            jieba.lcut(sentence)
    assert jieba.lcut(TEXT.encode()) == jieba.lcut(TEXT, HMM=False) == jieba.lcut(TEXT)


def test_flags():
    pairs = posseg.lcut("他在北京工作。")
    assert [pair.word for pair in pairs] == jieba.lcut("他在北京工作。")
    assert [flag for word, flag in pairs if word == "他"] == ["r"]
    assert str(pairs[0]) == f"{pairs[0].word}/{pairs[0].flag}"
    assert list(posseg.cut("他")) == posseg.lcut("他")
    assert [(word, flag) for word, flag in posseg.cut("他", HMM=False)] == [("他", "r")]


def test_keywords():
    text = "石墨烯电池的研究取得进展。石墨烯电池在北京生产，充电很快。"
    found = analyse.extract_tags(text, topK=3)
    assert len(found) == 3 and all(word in text for word in found)
    weights = [weight for _, weight in analyse.extract_tags(text, topK=3, withWeight=True)]
    assert weights == sorted(weights, reverse=True)
    assert "北京" in analyse.extract_tags(text, allowPOS=("ns",))
    assert set(analyse.extract_tags(text, topK=2, allowPOS=("n", "nz"))) <= set(analyse.extract_tags(text, topK=None))
    assert analyse.extract_tags(text, allowPOS=("n",), withFlag=True)[0].flag == "n"


def test_stop_words_of_a_file(tmp_path):
    text = "石墨烯电池的研究取得进展。石墨烯电池在北京生产，充电很快。"
    assert "北京" in analyse.extract_tags(text, topK=None)
    path = tmp_path / "stop.txt"
    path.write_text("北京\n", encoding="utf-8")
    analyse.set_stop_words(str(path))
    assert "北京" not in analyse.extract_tags(text, topK=None)
