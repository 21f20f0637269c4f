from __future__ import annotations

from datetime import UTC, datetime

import pytest
from webencodings.labels import LABELS

from app.clean.decode import decode
from app.clean.model import BodyFormat, Document, InputKind, Page

RUSSIAN = (
    "Утром в порту снова заработал старый маяк, который молчал с прошлой осени. "
    "Смотритель сказал, что лампу нашли на складе. Жители собрались на холме и долго смотрели на огни."
)
JAPANESE = (
    "港の古い灯台が今朝ふたたび点灯した。去年の秋から消えたままだった。管理人によると、電球は倉庫で見つかったという。"
    "町の人々は夜になると丘に集まり、光が海の上を回るのを静かに眺めた。"
)
KOREAN = (
    "항구의 오래된 등대가 오늘 아침 다시 불을 밝혔다. 지난 가을부터 꺼져 있었다. "
    "관리인은 전구를 창고에서 찾았다고 말했다. 주민들은 밤마다 언덕에 모여 바다를 바라보았다."
)
FRENCH = "Le café du port a rouvert à l’été, très tôt le matin."


def read(
    content: bytes | str, *, charset: str | None = None, kind: InputKind = InputKind.HTML, **more: object
) -> Page:
    return decode(Document(kind, content, datetime(2026, 5, 4, tzinfo=UTC), charset=charset, **more))  # type: ignore[arg-type]


def declaring(charset: str, text: str, *, encoded: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><p>{text}'.encode(encoded)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_before_the_header_and_is_no_text(mark: bytes, codec: str) -> None:
    page = read(mark + "naïve".encode(codec), charset="windows-1251")

    assert (page.text, page.charset, page.warnings) == ("naïve", codec, ())


def test_bytes_that_are_not_what_their_byte_order_mark_says_are_replaced_with_a_warning() -> None:
    page = read(b"\xef\xbb\xbfa\xffb")

    assert (page.text, page.charset) == ("a\ufffdb", "utf-8")
    assert page.warnings == ("undecodable_bytes_replaced",)


def test_the_charset_of_the_header_is_used() -> None:
    page = read(RUSSIAN.encode("koi8-r"), charset="koi8-r")

    assert (page.text, page.charset, page.warnings) == (RUSSIAN, "koi8-r", ())


def test_the_charset_of_the_header_may_stand_in_quotes() -> None:
    assert read(RUSSIAN.encode("koi8-r"), charset='"KOI8-R"').text == RUSSIAN


def test_the_header_is_believed_before_the_meta_element() -> None:
    page = read(declaring("windows-1251", RUSSIAN, encoded="koi8-r"), charset="koi8-r")

    assert page.text.endswith(RUSSIAN)
    assert page.warnings == ()


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="windows-1251">',
        b"<META CHARSET=windows-1251>",
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        b"<meta content='text/html;charset = windows-1251' http-equiv=content-type>",
        b'<?xml version="1.0" encoding="windows-1251"?>',
        b"<script>" + b"var filler = 1;" * 200 + b'</script><meta charset="windows-1251">',
    ],
)
def test_the_charset_of_the_document_itself_is_used_without_a_header(head: bytes) -> None:
    page = read(head + RUSSIAN.encode("windows-1251"))

    assert page.text.endswith(RUSSIAN)
    assert (page.charset, page.warnings) == ("windows-1251", ())


def test_a_meta_element_in_a_plain_text_declares_nothing() -> None:
    page = read(declaring("windows-1251", FRENCH, encoded="utf-8"), kind=InputKind.TEXT)

    assert page.text.endswith(FRENCH)
    assert page.charset == "utf-8"


def test_a_meta_element_that_could_not_be_read_if_it_were_right_is_taken_for_utf_8() -> None:
    page = read(declaring("utf-16", FRENCH, encoded="utf-8"))

    assert page.text.endswith(FRENCH)
    assert (page.charset, page.warnings) == ("utf-8", ())


def test_a_header_that_the_bytes_refute_is_overruled_by_the_meta_element_with_a_warning() -> None:
    page = read(declaring("windows-1251", RUSSIAN, encoded="windows-1251"), charset="utf-8")

    assert page.text.endswith(RUSSIAN)
    assert (page.charset, page.warnings) == ("windows-1251", ("declared_charset_overruled",))


def test_a_header_that_the_bytes_refute_is_overruled_by_utf_8_with_a_warning() -> None:
    page = read(JAPANESE.encode(), charset="euc-kr")

    assert page.text == JAPANESE
    assert (page.charset, page.warnings) == ("utf-8", ("declared_charset_overruled",))


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "us-ascii"])
def test_the_default_charset_of_servers_gives_way_to_the_meta_element(charset: str) -> None:
    page = read(declaring("windows-1251", RUSSIAN, encoded="windows-1251"), charset=charset)

    assert page.text.endswith(RUSSIAN)
    assert (page.charset, page.warnings) == ("windows-1251", ())


def test_the_default_charset_of_servers_gives_way_to_bytes_that_are_utf_8() -> None:
    page = read(FRENCH.encode(), charset="iso-8859-1")

    assert (page.text, page.charset, page.warnings) == (FRENCH, "utf-8", ())


def test_the_default_charset_of_servers_is_used_without_a_warning_where_it_is_right() -> None:
    page = read(FRENCH.encode("windows-1252"), charset="iso-8859-1")

    assert (page.text, page.charset, page.warnings) == (FRENCH, "windows-1252", ())


def test_a_few_broken_bytes_do_not_refute_utf_8() -> None:
    page = read(FRENCH.encode() + b"\xff", charset="utf-8")

    assert (page.text, page.charset) == (FRENCH + "\ufffd", "utf-8")
    assert page.warnings == ("undecodable_bytes_replaced",)


def test_bytes_of_which_none_speaks_for_utf_8_are_not_utf_8() -> None:
    page = read("The café is open.".encode("windows-1252"))

    assert page.charset != "utf-8"
    assert page.warnings == ("charset_detected",)


def test_a_page_cut_inside_a_character_is_still_utf_8() -> None:
    page = read(RUSSIAN.encode()[:-2])

    assert page.text == RUSSIAN[:-2] + "\ufffd"
    assert page.warnings == ("undecodable_bytes_replaced",)


def test_a_few_broken_bytes_do_not_refute_a_declared_charset_of_several_bytes() -> None:
    text = JAPANESE * 20

    page = read(text.encode("cp932") + b"\x81", charset="shift_jis")

    assert page.text.startswith(text)
    assert page.charset == "cp932"
    assert page.warnings == ("undecodable_bytes_replaced",)


def test_a_replacement_character_that_the_page_itself_holds_is_no_reason_to_warn() -> None:
    page = read("caf\ufffd à Nîmes".encode())

    assert (page.text, page.warnings) == ("caf\ufffd à Nîmes", ())


def test_bytes_that_no_charset_explains_are_replaced_with_a_warning() -> None:
    page = read(bytes(range(256)) * 4, charset="utf-8")

    assert page.charset == "utf-8"
    assert page.text.startswith("\x00\x01")
    assert "\ufffd" in page.text
    assert page.warnings == ("undecodable_bytes_replaced",)


@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN, "cp1251"), (JAPANESE, "cp932"), (KOREAN, "cp949")],
    ids=["Russian", "Japanese", "Korean"],
)
@pytest.mark.parametrize("kind", list(InputKind))
def test_a_charset_that_nothing_declares_is_detected_with_a_warning(
    text: str, codec: str, kind: InputKind
) -> None:
    page = read(text.encode(codec), kind=kind)

    assert (page.text, page.charset, page.warnings) == (text, codec, ("charset_detected",))


@pytest.mark.parametrize("text", ["Über die alte Brücke führt kein Weg zurück.", "Café à Nîmes"])
def test_a_few_accents_among_plain_letters_are_western_european(text: str) -> None:
    page = read(text.encode("windows-1252"))

    assert (page.text, page.charset, page.warnings) == (text, "windows-1252", ("charset_detected",))


def test_many_accents_tell_the_latin_charsets_from_each_other() -> None:
    text = (
        "Żółty łoś gęgał nad łąką, a jeżyk wśród źdźbeł grał mu na dudach: „Dość już tych pieśni, bracie!” "
        * 2
    )

    assert read(text.encode("cp1250")).text == text


def test_bytes_that_are_utf_8_beyond_ascii_refute_every_declaration_of_another_charset() -> None:
    markup = '<meta charset="iso-8859-1"><p>Günstige Brücken</p>'

    page = read(markup.encode())

    assert (page.text, page.charset, page.warnings) == (markup, "utf-8", ())


def test_detection_is_not_misled_by_markup_and_scripts() -> None:
    script = b"<script>" + b"window.dataLayer = [];\n" * 900 + b"</script>"

    page = read(script + b"<p>" + RUSSIAN.encode("cp1251") + b"</p>")

    assert page.text.endswith(f"<p>{RUSSIAN}</p>")


def test_detection_comes_after_a_wrong_declaration() -> None:
    page = read(RUSSIAN.encode("cp1251"), charset="utf-8")

    assert (page.text, page.warnings) == (RUSSIAN, ("charset_detected",))


def test_an_unknown_label_in_the_header_is_a_warning_and_no_more() -> None:
    page = read(FRENCH.encode(), charset="martian")

    assert (page.text, page.charset) == (FRENCH, "utf-8")
    assert page.warnings == ("unknown_charset_in_content_type",)


def test_an_unknown_label_in_the_meta_element_is_not_even_a_warning() -> None:
    assert read(declaring("martian", FRENCH, encoded="utf-8")).warnings == ()


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_document_is_an_empty_text_in_utf_8(content: bytes) -> None:
    page = read(content, charset="iso-8859-1")

    assert (page.text, page.charset, page.warnings) == ("", "utf-8", ())


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_the_encoding_standard_has_a_codec(label: str) -> None:
    data = "plain words".encode("utf-16-le" if label in ("utf-16", "utf-16le") else "ascii")
    if label == "utf-16be":
        data = "plain words".encode("utf-16-be")

    assert read(data, charset=label).text == "plain words"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("tis-620", "cp874", "ประภาคารเก่ากลับมาส่องแสง"),
        ("x-mac-cyrillic", "mac-cyrillic", "старый маяк"),
        ("iso-8859-8-i", "iso-8859-8", "המגדלור הישן"),
        ("shift_jis", "cp932", "灯台①番"),
        ("gb2312", "gb18030", "灯塔€"),
        ("euc-kr", "cp949", "똠방각하"),
        ("big5", "big5hkscs", "燈塔喺度"),
        ("latin1", "windows-1252", "“café”"),
    ],
)
def test_a_label_is_decoded_as_the_encoding_standard_says(label: str, codec: str, text: str) -> None:
    page = read(text.encode(codec), charset=label)

    assert (page.text, page.charset, page.warnings) == (text, codec, ())


def test_a_string_needs_no_charset() -> None:
    page = read("naïve")

    assert (page.text, page.charset, page.warnings) == ("naïve", None, ())


def test_a_byte_order_mark_before_a_string_is_no_text() -> None:
    assert read("\ufeffnaïve \ufeff").text == "naïve \ufeff"


def test_lone_surrogates_are_replaced_with_a_warning() -> None:
    page = read("a\ud83dz \ude00")

    assert (page.text, page.warnings) == ("a\ufffdz \ufffd", ("lone_surrogates_replaced",))


def test_what_the_caller_said_of_the_document_goes_on_to_the_page() -> None:
    page = read("x", kind=InputKind.TEXT, url="https://quay.example/1", format=BodyFormat.MARKDOWN)

    assert page == Page(
        InputKind.TEXT,
        "x",
        datetime(2026, 5, 4, tzinfo=UTC),
        url="https://quay.example/1",
        format=BodyFormat.MARKDOWN,
    )
