"""Date and byline lines as newspapers write them, by language: one table a phenomenon."""

from datetime import UTC, date, datetime

import pytest

from app.clean.metadata.dates import Calendar
from app.clean.metadata.lines import Kind, Line, read_line
from app.clean.model import Block

FETCHED_AT = datetime(2021, 6, 1, 12, 0, tzinfo=UTC)


def read(text: str, language: str) -> Line:
    return read_line(Block(0, text), Calendar(FETCHED_AT, language != "en", language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Published: Monday, May 3, 2021 at 10:15 a.m. EDT"),
        ("en", "First published on 3 May 2021 10.15 BST"),
        ("de", "Veröffentlicht am Montag, 3. Mai 2021, 10:15 Uhr"),
        ("de", "Mo., 03.05.2021, 10:15"),
        ("fr", "Publié le lundi 3 mai 2021 à 10h15"),
        ("fr", "Publié le 03/05/2021 à 10:15"),
        ("es", "Publicado el lunes, 3 de mayo de 2021 a las 10:15 h"),
        ("es", "03 may 2021 - 10:15 CEST"),
        ("it", "Pubblicato il 3 maggio 2021 alle ore 10:15"),
        ("pt", "Publicado em 3 de maio de 2021 às 10h15"),
        ("pt", "03/05/2021 10h15"),
        ("nl", "Gepubliceerd op maandag 3 mei 2021 om 10:15 uur"),
        ("pl", "poniedziałek, 3 maja 2021 r., godz. 10:15"),
        ("pl", "Data publikacji: 03.05.2021"),
        ("cs", "Publikováno 3. května 2021 v 10:15"),
        ("cs", "pondělí 3. 5. 2021 10:15"),
        ("sv", "Publicerad: 3 maj 2021 kl. 10.15"),
        ("no", "Publisert 3. mai 2021 kl. 10:15"),
        ("da", "Udgivet d. 3. maj 2021 kl. 10.15"),
        ("fi", "Julkaistu 3.5.2021 klo 10.15"),
        ("fi", "maanantai 3. toukokuuta 2021"),
        ("tr", "Yayınlanma: 3 Mayıs 2021 Pazartesi 10:15"),
        ("ru", "Опубликовано 3 мая 2021 г., 10:15"),
        ("ru", "3 мая 2021 года"),
        ("uk", "Опубліковано: 3 травня 2021, 10:15"),
        ("uk", "понеділок, 3 травня 2021 року"),
        ("ar", "نشر في 3 مايو 2021"),
        ("ar", "تاريخ النشر: ٣ مايو ٢٠٢١"),
        ("ar", "الاثنين 3 أيار 2021"),
        ("hi", "प्रकाशित: 3 मई 2021, 10:15"),
        ("id", "Senin, 3 Mei 2021 10:15 WIB"),
        ("vi", "Thứ hai, 3/5/2021, 10:15 (GMT+7)"),
        ("vi", "ngày 3 tháng 5 năm 2021"),
        ("ja", "公開日：2021年5月3日 10時15分"),
        ("ja", "2021年5月3日（月）"),
        ("ko", "입력 2021.05.03 10:15"),
        ("ko", "2021년 5월 3일 오전 10:15"),
        ("zh", "发布时间：2021年5月3日 10:15"),
        ("zh", "2021年05月03日 星期一"),
    ],
)
def test_a_date_line_is_read_in_every_language(language: str, text: str) -> None:
    line = read(text, language)
    assert line.kind is Kind.DATE
    assert line.published is not None
    assert line.published.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Last updated: May 3, 2021"),
        ("de", "Aktualisiert am 3. Mai 2021"),
        ("fr", "Mis à jour le 3 mai 2021"),
        ("es", "Actualizado el 3 de mayo de 2021"),
        ("pl", "Aktualizacja: 3 maja 2021"),
        ("fi", "Päivitetty 3.5.2021"),
        ("tr", "Güncelleme: 3 Mayıs 2021"),
        ("uk", "Оновлено: 3 травня 2021"),
        ("ar", "آخر تحديث 3 مايو 2021"),
        ("vi", "Cập nhật lúc: 10:15, 03/05/2021"),
        ("ja", "更新日：2021年5月3日"),
        ("ko", "수정 2021.05.03 10:15"),
    ],
)
def test_the_day_of_a_change_is_told_from_that_of_publication(language: str, text: str) -> None:
    line = read(text, language)
    assert line.published is None
    assert line.changed is not None
    assert line.changed.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Published 2 days ago"),
        ("de", "vor 2 Tagen"),
        ("fr", "il y a 2 jours"),
        ("es", "hace 2 días"),
        ("it", "2 giorni fa"),
        ("pt", "há 2 dias"),
        ("nl", "2 dagen geleden"),
        ("pl", "2 dni temu"),
        ("cs", "před 2 dny"),
        ("sv", "för 2 dagar sedan"),
        ("no", "for 2 dager siden"),
        ("da", "for 2 dage siden"),
        ("fi", "2 päivää sitten"),
        ("tr", "2 gün önce"),
        ("ru", "2 дня назад"),
        ("uk", "2 дні тому"),
        ("ar", "منذ 2 أيام"),
        ("hi", "2 दिन पहले"),
        ("id", "2 hari lalu"),
        ("vi", "2 ngày trước"),
        ("ja", "2日前"),
        ("ko", "2일 전"),
        ("zh", "2天前"),
    ],
)
def test_a_relative_date_counts_from_the_fetch_in_every_language(language: str, text: str) -> None:
    line = read(text, language)
    assert line.kind is Kind.DATE
    assert line.published is not None
    assert line.published.day == date(2021, 5, 30)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Words by Jane Doe", ("Jane Doe",)),
        ("en", "byJane Doe", ("Jane Doe",)),
        ("de", "Von Jana Müller und Max Muster", ("Jana Müller", "Max Muster")),
        ("fr", "Par Jeanne Dupont", ("Jeanne Dupont",)),
        ("es", "Por Juana García", ("Juana García",)),
        ("it", "di Giovanna Rossi", ("Giovanna Rossi",)),
        ("pt", "Por Joana Silva e Rui Costa", ("Joana Silva", "Rui Costa")),
        ("nl", "Door Jan de Vries", ("Jan de Vries",)),
        ("pl", "Tekst: Anna Nowak", ("Anna Nowak",)),
        ("cs", "Autor: Jana Nováková", ("Jana Nováková",)),
        ("sv", "Av Anna Lind", ("Anna Lind",)),
        ("no", "Av Kari Nordmann", ("Kari Nordmann",)),
        ("da", "Af Mette Holm", ("Mette Holm",)),
        ("fi", "Teksti: Aino Virta", ("Aino Virta",)),
        ("tr", "Yazar: Ayşe Demir", ("Ayşe Demir",)),
        ("ru", "Текст: Анна Петрова", ("Анна Петрова",)),
        ("uk", "Автор: Олена Коваль", ("Олена Коваль",)),
        ("ar", "بقلم: ليلى حداد", ("ليلى حداد",)),
        ("hi", "लेखक: मीरा शर्मा", ("मीरा शर्मा",)),
        ("hi", "मीरा शर्मा द्वारा", ("मीरा शर्मा",)),
        ("id", "Penulis: Sari Wijaya", ("Sari Wijaya",)),
        ("vi", "Tác giả: Nguyễn Thị Lan", ("Nguyễn Thị Lan",)),
        ("ja", "山田太郎記者", ("山田太郎",)),
        ("ja", "取材・文：山田太郎", ("山田太郎",)),
        ("ko", "홍길동 기자", ("홍길동",)),
        ("ko", "글 홍길동", ("홍길동",)),
        ("zh", "文/王小明", ("王小明",)),
        ("zh", "本报记者 王小明 李雷", ("王小明", "李雷")),
    ],
)
def test_a_byline_is_read_in_every_language(language: str, text: str, names: tuple[str, ...]) -> None:
    line = read(text, language)
    assert line.kind is Kind.BYLINE
    assert line.names == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By the end of May the ministry had paid nothing at all."),
        ("de", "Von Montag an fährt die Fähre wieder."),
        ("fr", "Par ailleurs, le port reste fermé."),
        ("es", "Por ahora no hay acuerdo."),
        ("it", "Di nuovo in mare dopo undici anni"),
        ("nl", "Door de storm vaart de veerboot niet."),
        ("ru", "3 мая 2021 года паром вышел в море впервые за одиннадцать лет."),
        ("en", "Two days ago nobody in town had heard of the plan"),
    ],
)
def test_a_sentence_that_begins_like_a_header_line_is_none(language: str, text: str) -> None:
    assert read(text, language).kind is Kind.OTHER
