import pytest

from app.clean.language import detect, normalise

ENGLISH = (
    "The town council voted on Monday to reopen the old baths, eleven years after they were closed. " * 2
)
GERMAN = "Der Stadtrat stimmte am Montag dafür, das alte Hafenbad nach elf Jahren wieder zu öffnen. " * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (
            "Le conseil municipal a voté lundi la réouverture des anciens bains du port après onze ans. " * 2,
            "fr",
        ),
        (
            "El ayuntamiento votó el lunes reabrir los antiguos baños del puerto después de once años. " * 2,
            "es",
        ),
        ("Городской совет проголосовал в понедельник за открытие старых портовых купален. " * 2, "ru"),
        ("市議会は月曜日、十一年ぶりに港の古いプールを再開することを決めた。", "ja"),
        ("市议会周一投票决定，时隔十一年重新开放港口旧浴场。", "zh"),
        ("시의회는 월요일 항구의 옛 수영장을 십일 년 만에 다시 열기로 했다.", "ko"),
        ("Το δημοτικό συμβούλιο αποφάσισε να ανοίξει ξανά τα παλιά λουτρά.", "el"),
        ("صوت مجلس المدينة يوم الاثنين على إعادة فتح حمامات الميناء القديمة بعد أحد عشر عاما. " * 2, "ar"),
    ],
)
def test_the_text_alone_tells_its_language(text: str, expected: str) -> None:
    assert detect(text) == expected


def test_the_text_overrules_a_wrong_declaration() -> None:
    assert detect(GERMAN, ["en-US"]) == "de"


def test_a_short_text_is_in_the_declared_language() -> None:
    assert detect("Hotel Taxi", ["it-IT"]) == "it"


def test_a_script_tells_even_a_short_text() -> None:
    assert detect("港のプール", ["en"]) == "ja"


def test_the_declaration_decides_between_close_languages() -> None:
    norwegian = "Kommunen vil åpne det gamle badet igjen etter elleve år, sier ordføreren til avisen i dag. "
    assert detect(norwegian * 2, ["nb-NO"]) == "no"


@pytest.mark.parametrize("text", ["", "12345 – 67890", "Hotel"])
def test_nothing_to_go_by_is_no_language(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de-AT", "de"),
        ("en_US", "en"),
        ("EN", "en"),
        ("jp", "ja"),
        ("nb-NO", "no"),
        ("deu", "de"),
        ("", None),
        ("x-default", None),
    ],
)
def test_a_language_tag_is_brought_to_two_letters(tag: str, code: str | None) -> None:
    assert normalise(tag) == code


def test_an_answer_does_not_depend_on_the_texts_before() -> None:
    first = detect(ENGLISH, ["de"])
    detect(GERMAN, ["fr"])
    assert detect(ENGLISH, ["de"]) == first
