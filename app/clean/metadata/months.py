"""Names of months as dates carry them, by language.

Source: Unicode CLDR 47, Gregorian calendar, wide and abbreviated, format and stand-alone; casefolded, without
closing dots. Written out here because loading forty locales at start costs most of a second.
"""

from __future__ import annotations

from typing import Final

_BY_LANGUAGE: Final = {
    "en": "january/jan february/feb march/mar april/apr may june/jun "
    "july/jul august/aug september/sep october/oct november/nov december/dec",
    "de": "januar/jan februar/feb märz/mär april/apr mai juni/jun "
    "juli/jul august/aug september/sept/sep oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv février/févr mars avril/avr mai juin "
    "juillet/juil août septembre/sept octobre/oct novembre/nov décembre/déc",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun "
    "julio/jul agosto/ago septiembre/sept octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu "
    "luglio/lug agosto/ago settembre/set ottobre/ott novembre/nov dicembre/dic",
    "pt": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun "
    "julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez",
    "nl": "januari/jan februari/feb maart/mrt april/apr mei juni/jun "
    "juli/jul augustus/aug september/sep oktober/okt november/nov december/dec",
    "ca": "gener/gen febrer/febr març abril/abr maig juny "
    "juliol/jul agost/ag setembre/set octubre/oct novembre/nov desembre/des",
    "ro": "ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun "
    "iulie/iul august/aug septembrie/sept octombrie/oct noiembrie/nov decembrie/dec",
    "da": "januar/jan februar/feb marts/mar april/apr maj juni/jun "
    "juli/jul august/aug september/sep oktober/okt november/nov december/dec",
    "nb": "januar/jan februar/feb mars/mar april/apr mai juni/jun "
    "juli/jul august/aug september/sep oktober/okt november/nov desember/des",
    "sv": "januari/jan februari/feb mars april/apr maj juni "
    "juli augusti/aug september/sep oktober/okt november/nov december/dec",
    "fi": "tammikuuta/tammi/tammikuu helmikuuta/helmi/helmikuu maaliskuuta/maalis/maaliskuu "
    "huhtikuuta/huhti/huhtikuu toukokuuta/touko/toukokuu kesäkuuta/kesä/kesäkuu "
    "heinäkuuta/heinä/heinäkuu elokuuta/elo/elokuu syyskuuta/syys/syyskuu "
    "lokakuuta/loka/lokakuu marraskuuta/marras/marraskuu joulukuuta/joulu/joulukuu",
    "is": "janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún "
    "júlí/júl ágúst/ágú september/sep október/okt nóvember/nóv desember/des",
    "pl": "stycznia/sty/styczeń lutego/lut/luty marca/mar/marzec "
    "kwietnia/kwi/kwiecień maja/maj czerwca/cze/czerwiec "
    "lipca/lip/lipiec sierpnia/sie/sierpień września/wrz/wrzesień "
    "października/paź/październik listopada/lis/listopad grudnia/gru/grudzień",
    "cs": "ledna/led/leden února/úno/únor března/bře/březen "
    "dubna/dub/duben května/kvě/květen června/čvn/červen "
    "července/čvc/červenec srpna/srp/srpen září/zář "
    "října/říj/říjen listopadu/lis/listopad prosince/pro/prosinec",
    "sk": "januára/jan/január februára/feb/február marca/mar/marec apríla/apr/apríl mája/máj júna/jún "
    "júla/júl augusta/aug/august septembra/sep/september "
    "októbra/okt/október novembra/nov/november decembra/dec/december",
    "hu": "január/jan február/febr március/márc április/ápr május/máj június/jún "
    "július/júl augusztus/aug szeptember/szept október/okt november/nov december/dec",
    "hr": "siječnja/sij/siječanj veljače/velj/veljača ožujka/ožu/ožujak "
    "travnja/tra/travanj svibnja/svi/svibanj lipnja/lip/lipanj "
    "srpnja/srp/srpanj kolovoza/kol/kolovoz rujna/ruj/rujan "
    "listopada/lis/listopad studenoga/stu/studeni prosinca/pro/prosinac",
    "sr": "јануар/јан фебруар/феб март/мар април/апр мај јун "
    "јул август/авг септембар/сеп октобар/окт новембар/нов децембар/дец",
    "bg": "януари/яну февруари/фев март април/апр май юни "
    "юли август/авг септември/сеп октомври/окт ноември/ное декември/дек",
    "ru": "января/янв/январь февраля/февр/февраль марта/мар/март апреля/апр/апрель мая/май июня/июн/июнь "
    "июля/июл/июль августа/авг/август сентября/сент/сентябрь "
    "октября/окт/октябрь ноября/нояб/ноябрь декабря/дек/декабрь",
    "uk": "січня/січ/січень лютого/лют/лютий березня/бер/березень "
    "квітня/квіт/квітень травня/трав/травень червня/черв/червень "
    "липня/лип/липень серпня/серп/серпень вересня/вер/вересень "
    "жовтня/жовт/жовтень листопада/лист/листопад грудня/груд/грудень",
    "be": "студзеня/сту/студзень лютага/лют/люты сакавіка/сак/сакавік "
    "красавіка/кра/красавік мая/май чэрвеня/чэр/чэрвень "
    "ліпеня/ліп/ліпень жніўня/жні/жнівень верасня/вер/верасень "
    "кастрычніка/кас/кастрычнік лістапада/ліс/лістапад снежня/сне/снежань",
    "el": "ιανουαρίου/ιαν/ιανουάριοσ φεβρουαρίου/φεβ/φεβρουάριοσ μαρτίου/μαρ/μάρτιοσ/μάρ "
    "απριλίου/απρ/απρίλιοσ μαΐου/μαΐ/μάιοσ/μάι ιουνίου/ιουν/ιούνιοσ/ιούν "
    "ιουλίου/ιουλ/ιούλιοσ/ιούλ αυγούστου/αυγ/αύγουστοσ/αύγ σεπτεμβρίου/σεπ/σεπτέμβριοσ "
    "οκτωβρίου/οκτ/οκτώβριοσ νοεμβρίου/νοε/νοέμβριοσ/νοέ δεκεμβρίου/δεκ/δεκέμβριοσ",
    "tr": "ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz "
    "temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara",
    "lt": "sausio/saus/sausis vasario/vas/vasaris kovo/kov/kovas "
    "balandžio/bal/balandis gegužės/geg/gegužė birželio/birž/birželis "
    "liepos/liep/liepa rugpjūčio/rugp/rugpjūtis rugsėjo/rugs/rugsėjis "
    "spalio/spal/spalis lapkričio/lapkr/lapkritis gruodžio/gruod/gruodis",
    "lv": "janvāris/janv februāris/febr marts aprīlis/apr maijs jūnijs/jūn "
    "jūlijs/jūl augusts/aug septembris/sept oktobris/okt novembris/nov decembris/dec",
    "et": "jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni "
    "juuli august/aug september/sept oktoober/okt november/nov detsember/dets",
    "id": "januari/jan februari/feb maret/mar april/apr mei juni/jun "
    "juli/jul agustus/agu september/sep oktober/okt november/nov desember/des",
    "ms": "januari/jan februari/feb mac april/apr mei jun "
    "julai/jul ogos/ogo september/sep oktober/okt november/nov disember/dis",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "fa": "ژانویهٔ/ژانویه فوریهٔ/فوریه مارس آوریل مهٔ/مه ژوئن ژوئیهٔ/ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר/ינו פברואר/פבר מרץ אפריל/אפר מאי יוני "
    "יולי אוגוסט/אוג ספטמבר/ספט אוקטובר/אוק נובמבר/נוב דצמבר/דצמ",
    "hi": "जनवरी/जन फ़रवरी/फ़र मार्च अप्रैल मई जून जुलाई/जुल अगस्त/अग सितंबर/सित अक्टूबर/अक्टू नवंबर/नव दिसंबर/दिस",
}

# What newspapers write beside the forms of CLDR.
_EXTRA: Final = {
    "en": {"sept": 9, "june": 6},
    "de": {"jänner": 1, "jän": 1, "feber": 2, "mrz": 3, "maerz": 3},
    "fr": {
        "fev": 2,
        "fevrier": 2,
        "févr": 2,
        "fév": 2,
        "avr": 4,
        "jui": 6,
        "aout": 8,
        "decembre": 12,
        "déc": 12,
    },
    "es": {"setiembre": 9, "sep": 9},
    "pt": {"marco": 3},
    "nl": {"mrt": 3, "mar": 3},
    "tr": {"subat": 2, "agustos": 8, "eylul": 9, "kasim": 11, "aralik": 12},
    "ar": {
        "شباط": 2,
        "آذار": 3,
        "نيسان": 4,
        "أيار": 5,
        "حزيران": 6,
        "تموز": 7,
        "آب": 8,
        "أيلول": 9,
        "ابريل": 4,
    },
    "id": {"agu": 8, "agt": 8},
}


def _table(language: str) -> dict[str, int]:
    names = _BY_LANGUAGE[language].split(" ")
    table = {name: month for month, forms in enumerate(names, 1) for name in forms.split("/")}
    return table | _EXTRA.get(language, {})


_TABLES: Final = {language: _table(language) for language in _BY_LANGUAGE}
_ALIASES: Final = {"no": "nb", "nn": "nb", "gl": "pt", "bs": "hr"}
_ANY: Final = {name: month for language in reversed(_TABLES) for name, month in _TABLES[language].items()}


def month(name: str, language: str | None = None) -> int | None:
    """Return 1 to 12 for a month's name or abbreviation, None for any other word.

    The language's own names go first: `lis` is November in Polish and October in Croatian. Without one, the
    first language of the table that knows the name decides.
    """
    key = name.casefold().rstrip(".")
    own = _TABLES.get(_ALIASES.get(language or "", language or ""), {})
    return own.get(key) or _ANY.get(key)
