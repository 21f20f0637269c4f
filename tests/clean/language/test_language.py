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


# One short paragraph in each language that rules are written for.
PARAGRAPHS = {
    "en": "The harbour board closed the old bridge on Monday after a diver found cracks in two of its "
    "pillars. Buses will take the long way round until the spring, and nobody knows who will pay.",
    "de": "Die Hafenbehörde hat die alte Brücke am Montag gesperrt, nachdem ein Taucher Risse in zwei "
    "Pfeilern gefunden hatte. Die Busse fahren bis zum Frühjahr einen Umweg.",
    "fr": "Le port a fermé lundi le vieux pont après qu'un plongeur a trouvé des fissures dans deux "
    "piliers. Les autobus feront un détour jusqu'au printemps, et personne ne sait qui paiera.",
    "es": "El puerto cerró el lunes el viejo puente después de que un buzo encontrara grietas en dos "
    "pilares. Los autobuses darán un rodeo hasta la primavera y nadie sabe quién pagará.",
    "it": "Il porto ha chiuso lunedì il vecchio ponte dopo che un sommozzatore ha trovato crepe in due "
    "piloni. Gli autobus faranno un giro più lungo fino alla primavera.",
    "pt": "O porto fechou na segunda-feira a velha ponte depois de um mergulhador ter encontrado "
    "fendas em dois pilares. Os autocarros farão um desvio até à primavera e ninguém sabe quem "
    "paga.",
    "nl": "Het havenbedrijf heeft de oude brug maandag gesloten nadat een duiker scheuren had gevonden "
    "in twee pijlers. De bussen rijden tot het voorjaar om, en niemand weet wie dat betaalt.",
    "pl": "Zarząd portu zamknął w poniedziałek stary most, gdy nurek znalazł pęknięcia w dwóch "
    "filarach. Autobusy będą do wiosny jeździć objazdem, a nikt nie wie, kto za to zapłaci.",
    "cs": "Správa přístavu v pondělí uzavřela starý most poté, co potápěč našel trhliny ve dvou "
    "pilířích. Autobusy budou až do jara jezdit oklikou a nikdo neví, kdo to zaplatí.",
    "sv": "Hamnen stängde i måndags den gamla bron efter att en dykare hittat sprickor i två av "
    "pelarna. Bussarna får köra en omväg fram till våren, och ingen vet vem som ska betala.",
    "no": "Havnevesenet stengte mandag den gamle broen etter at en dykker fant sprekker i to av "
    "pilarene. Bussene må kjøre en omvei fram til våren, og ingen vet hvem som skal betale.",
    "da": "Havnen lukkede mandag den gamle bro, efter at en dykker havde fundet revner i to af "
    "pillerne. Busserne må køre en omvej indtil foråret, og ingen ved, hvem der skal betale.",
    "fi": "Satama sulki maanantaina vanhan sillan, kun sukeltaja oli löytänyt halkeamia kahdesta "
    "pilarista. Bussit ajavat kiertotietä kevääseen asti, eikä kukaan tiedä, kuka sen maksaa.",
    "tr": "Liman idaresi, bir dalgıcın iki ayağında çatlak bulmasının ardından eski köprüyü pazartesi "
    "günü kapattı. Otobüsler ilkbahara kadar uzun yoldan gidecek, parayı kimin ödeyeceği "
    "bilinmiyor.",
    "ru": "Портовое управление закрыло в понедельник старый мост, после того как водолаз нашёл трещины "
    "в двух опорах. Автобусы до весны будут ездить в объезд, и никто не знает, кто заплатит.",
    "uk": "Портове управління закрило в понеділок старий міст після того, як водолаз знайшов тріщини у "
    "двох опорах. Автобуси до весни їздитимуть в об'їзд, і ніхто не знає, хто заплатить.",
    "ar": "أغلقت إدارة الميناء يوم الاثنين الجسر القديم بعد أن عثر غواص على شقوق في اثنتين من دعائمه. "
    "وستسلك الحافلات طريقا أطول حتى الربيع، ولا أحد يعلم من سيدفع.",
    "hi": "बंदरगाह प्रशासन ने सोमवार को पुराना पुल बंद कर दिया, क्योंकि एक गोताखोर को उसके दो खंभों "
    "में दरारें मिलीं। वसंत तक बसें लंबे रास्ते से जाएँगी और कोई नहीं जानता कि पैसा कौन देगा।",
    "id": "Pengelola pelabuhan menutup jembatan tua itu pada hari Senin setelah seorang penyelam "
    "menemukan retakan di dua tiangnya. Bus akan memutar sampai musim semi, dan tidak ada yang "
    "tahu siapa yang membayar.",
    "vi": "Ban quản lý cảng đã đóng cây cầu cũ hôm thứ Hai sau khi một thợ lặn tìm thấy vết nứt ở hai "
    "trụ cầu. Xe buýt sẽ đi đường vòng cho đến mùa xuân và không ai biết ai sẽ trả tiền.",
    "ja": "港湾局は月曜日、潜水士が二本の橋脚にひびを見つけたため古い橋を閉鎖した。バスは春まで遠回りを"
    "する。",
    "ko": "항만청은 잠수부가 교각 두 개에서 균열을 발견하자 월요일에 낡은 다리를 폐쇄했다. 버스는 "
    "봄까지 돌아간다.",
    "zh": "港务局周一关闭了旧桥，此前一名潜水员在两座桥墩上发现了裂缝。公交车将绕行至春天，没有人知道谁"
    "来付钱。",
}


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_short_paragraph_tells_its_language(language: str) -> None:
    assert detect(PARAGRAPHS[language]) == language


@pytest.mark.parametrize("language", ["de", "pl", "uk", "hi"])
def test_capitals_tell_as_well(language: str) -> None:
    assert detect(PARAGRAPHS[language].upper()) == language


def test_a_text_in_doubt_after_a_glance_is_read_further() -> None:
    assert detect("Taxi Hotel Bar Radio Internet Video Sport " * 4 + GERMAN * 3) == "de"


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
