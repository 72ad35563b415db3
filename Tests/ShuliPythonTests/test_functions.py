"""Texts and lists, without any other package."""

import json
import multiprocessing
import pickle
import signal
import subprocess
import sys
import threading
import warnings

import pytest

import shuli

PAGE = (
    "<html><head><title>河道整治工程完工 - 例子网</title></head><body><div><a href='/'>首页</a> <a href='/a'>新闻</a></div>"
    "<article><h1>河道整治工程完工</h1><p>记者从市水务局获悉，历时两年的河道整治工程昨日全部完工，沿岸居民的出行条件明显改善。</p>"
    "<p>据介绍，工程共清理淤泥三十万立方米，新建步道十二公里，种植树木两千余棵。</p></article></body></html>")
TEXT = "研究人员发表了石墨烯电池的新成果。石墨烯电池充电更快，寿命也更长。"


def test_words_joined_are_the_text_without_white_space():
    for text in [TEXT, "", " a b\n", "Tom在AI公司工作,3.5倍😀。", "𠮷野家"]:
        assert "".join(shuli.words(text)) == "".join(text.split())


def test_modes_and_tags():
    assert len(shuli.words("清华大学在北京", mode="full", standard="pku")) > len(shuli.words("清华大学在北京", standard="pku"))
    pairs = shuli.tags(TEXT)
    assert [word for word, _ in pairs] == shuli.words(TEXT)
    assert all(tag.isupper() for _, tag in pairs)


def test_every_function_answers_a_text_and_a_list():
    assert shuli.sentences(TEXT) == ["研究人员发表了石墨烯电池的新成果。", "石墨烯电池充电更快，寿命也更长。"]
    assert len(shuli.keywords(TEXT, number=2)) == 2
    assert shuli.summary(TEXT, number=1) in shuli.sentences(TEXT)
    assert shuli.clean(PAGE).startswith("记者从市水务局获悉")
    assert shuli.convert("软件和网络", to="tw", regional_words=True) == "軟體和網路"
    assert shuli.convert("軟體", "simplified", from_="tw") == "软体"
    assert shuli.normalize("ＡＢＣ１２", width="ascii") == "ABC12"
    assert "13812345678" not in shuli.mask("我的手机号是13812345678，请联系。")
    assert isinstance(shuli.quality(TEXT), dict)
    for function in [
        shuli.words, shuli.tags, shuli.sentences, shuli.keywords, shuli.summary, shuli.clean, shuli.normalize,
        shuli.quality, shuli.mask,
    ]:
        assert function([TEXT, None, ""], quiet=True) == [function(TEXT), None, function("", quiet=True)]
        assert function(None) is None
        assert function([]) == []


def test_pages_may_be_bytes_in_any_encoding():
    declared = PAGE.replace("<head>", '<head><meta charset="gbk">')
    assert shuli.clean(declared.encode("gbk")) == shuli.clean(PAGE)
    assert shuli.clean([PAGE.encode(), None]) == [shuli.clean(PAGE), None]


def test_lone_surrogates_become_the_replacement_character():
    assert "".join(shuli.words("中\ud800文")) == "中\ufffd文"


def test_wrong_options_and_rows_are_exceptions():
    with pytest.raises(shuli.OptionError, match="numbr"):
        shuli.keywords(TEXT, numbr=3)
    with pytest.raises(shuli.OptionError):
        shuli.words(TEXT, mode="none")
    with pytest.raises(shuli.OptionError, match="nowhere.txt"):
        shuli.words(TEXT, dictionary=["nowhere.txt"])
    with pytest.raises(TypeError, match="row 3000"):
        shuli.words([TEXT] * 3000 + [5])
    with pytest.raises(TypeError):
        shuli.words(5)
    with pytest.raises(ValueError):
        shuli.words(TEXT, errors="ignore")


def test_a_changed_dictionary_is_read_again(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("电池的新\tforce\n", encoding="utf-8")
    assert "电池的新" in shuli.words(TEXT, dictionary=path)
    path.write_text("新成果石\tforce\n", encoding="utf-8")
    assert "电池的新" not in shuli.words(TEXT, dictionary=path)


def test_what_a_dictionary_is_warned_of(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("电池的新\tforce\n电池的新\tforce\n", encoding="utf-8")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        shuli.words(TEXT, dictionary=path)
    assert [warning.category for warning in caught] == [shuli.ShuliWarning]


def test_rows_without_an_article_are_named_in_one_warning():
    pages = [PAGE if number % 900 else "<html><body><p></p></body></html>" for number in range(3000)]
    with pytest.warns(shuli.ShuliWarning) as caught:
        bodies = shuli.clean(pages)
    assert len(bodies) == 3000 and len(caught) == 1
    lines = str(caught[0].message).split("\n")
    assert [line.split(":")[0] for line in lines] == ["row 0", "row 900", "row 1800", "row 2700"]
    assert caught[0].filename == __file__
    with pytest.warns(shuli.ShuliWarning, match="and 995 more"):
        shuli.clean([""] * 1000)
    assert shuli.clean([""], quiet=True) == [""]


def test_rows_that_are_no_text():
    noise = bytes(range(256))
    with pytest.raises(shuli.RowError, match="row 3000") as caught:
        shuli.words([TEXT] * 3000 + [noise, TEXT])
    assert caught.value.row == 3000 and caught.value.reason.startswith("is no text")
    assert shuli.words([noise, TEXT, None], errors="null") == [None, shuli.words(TEXT), None]


def test_errors_of_workers_come_back_as_they_were():
    for error in [shuli.RowError(3, "is no text"), shuli.OptionError("no option", 64), shuli.ShuliError("gone", 74)]:
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.code) == (type(error), str(error), error.code)
    assert pickle.loads(pickle.dumps(shuli.words))(TEXT) == shuli.words(TEXT)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(shuli.words, [TEXT, None]) == [shuli.words(TEXT), None]
        with pytest.raises(shuli.RowError, match="row 1"):
            pool.apply(shuli.words, [[TEXT, bytes(range(256))]])


def test_what_is_missing_in_a_list():
    words = shuli.words(TEXT)
    assert shuli.words([TEXT, float("nan"), None]) == [words, None, None]
    assert shuli.words(bytearray(TEXT.encode())) == shuli.words(memoryview(TEXT.encode())) == words
    with pytest.raises(TypeError, match="row 1: .* float"):
        shuli.words([TEXT, 1.5])


def test_options_that_are_no_text_and_no_number():
    with pytest.raises(shuli.OptionError, match="number"):
        shuli.keywords(TEXT, number=object())
    with pytest.raises(shuli.OptionError, match="dictionary"):
        shuli.words(TEXT, dictionary=[object()])


def test_a_misspelled_option_is_refused_whatever_its_value():
    for value in [True, False, None]:
        with pytest.raises(shuli.OptionError, match="phrase"):
            shuli.keywords(TEXT, phrase=value)
        with pytest.raises(shuli.OptionError, match="minimum-length"):
            shuli.quality(TEXT, minimum_length=value)
    assert shuli.keywords(TEXT, phrases=False, title=None) == shuli.keywords(TEXT)


def test_words_of_lists_are_those_of_columns_of_any_text():
    texts = ["", " ", "\n\n", "a\tb\r\nc", "今天\u2028很好\x0b\x1c。", "\0", "https://a.example/一\n二"] * 3
    for options in [{}, {"mode": "search"}, {"mode": "full", "standard": "pku"}]:
        answers = shuli.words(texts, **options)
        assert answers == [[word for word, _ in shuli.tags([text], **options)[0]] for text in texts]


def test_long_lists_come_in_order_with_progress():
    rows = [f"第{number}次会议" if number % 7 else None for number in range(10_000)]
    seen = []
    answers = shuli.words(rows, progress=lambda done, total: seen.append((done, total)))
    assert [None if answer is None else "".join(answer) for answer in answers] == rows
    assert seen[-1] == (10_000, 10_000) and len(seen) > 3


def test_json_has_the_numbers_of_rows():
    lines = shuli.words([TEXT] * 3000, json=True)
    assert [json.loads(line)["id"] for line in lines] == list(range(1, 3001))


def test_threads_share_a_verb():
    wanted = shuli.keywords(TEXT)
    failures = []

    def work():
        for _ in range(200):
            if shuli.keywords(TEXT) != wanted:
                failures.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_an_interruption_ends_a_long_call():
    # A shell's background jobs ignore the signal.
    code = (
        "import signal, shuli\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nprint('ready', flush=True)\n"
        f"shuli.keywords([{TEXT!r} * 50] * 1000000)")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.5)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == -signal.SIGINT
        finally:
            process.kill()


def test_versions_name_this_package():
    assert shuli.versions()["shuli"] == shuli.__version__
