"""Words of relative dates, by language: "2 hours ago", "vor 3 Tagen", "3 天前", "yesterday"."""

from __future__ import annotations

from typing import Final

#: Units of time, as alternatives of a pattern.
UNITS: Final = {
    "minutes": r"min\.?|mins|minutes?|minuten?|minutos?|minut[io]|minuti|minuter|minutter|"
    r"minut[aęy]?|minutami|"
    r"minuuttia|минут\w*|хвилин\w*|dakika|menit|phút|मिनट|دقيق[ةه]|دقائق|分钟?|分鐘|분",
    "hours": r"h|hrs?|hours?|std\.?|stunden?|heures?|horas?|or[ae]|uur|uren|timer?|timmar|tim|"
    r"godzin\w*|hodin\w*|tuntia?|час\w*|годин\w*|saat|jam|giờ|tiếng|घंट[ेा]|ساع[ةه]|ساعات|小时|"
    r"小時|時間|시간",
    "days": r"d|days?|tag(?:e|en)?|jours?|d[ií]as?|giorn[oi]|dagen|dag|dager|dage|dagar|dni|"
    r"dn[yeůí]m?i?|päivää|"
    r"дн\w+|день|gün|hari|ngày|दिन|يوم|أيام|天|日|일",
    "weeks": r"w|weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|uker|uger|veckor|"
    r"tygodni\w*|týdn\w+|"
    r"viikkoa|недел\w+|тижн\w+|hafta|minggu|tuần|सप्ताह|हफ्त[ेा]|أسبوع|أسابيع|周|週間?|주",
}
NUMBERS: Final = (
    r"\d{1,3}|an?|one|une?|ein(?:er|em|e)?|un[ao]?|een|één|hace una?|en|ett|et|se|"
    r"sebuah|satu|bir|eine|jeden|jednu"
)
#: What stands before number and unit, and what behind them.
BEFORE: Final = r"vor|il\s+y\s+a|hace|há|for|för|před|منذ|قبل"
BEHIND: Final = (
    r"ago|fa|atr[aá]s|geleden|siden|sedan|temu|sitten|назад|тому|önce|(?:yang\s+)?lalu|trước|पहले|前|전"
)
#: Days named by their distance from today.
DAYS: Final = {
    0: "today|just now|heute|aujourd[’']hui|hoy|oggi|hoje|vandaag|i dag|idag|tänään|dnes|dzisiaj|"
    "dziś|сегодня|сьогодні|"
    "bugün|اليوم|आज|hari ini|hôm nay|今天|今日|오늘",
    1: "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|i går|igår|eilen|včera|wczoraj|вчера|"
    "вчора|dün|أمس|कल|kemarin|"
    "hôm qua|昨天|昨日|어제",
}
#: Words of which a relative date has one, folded: what lets most lines be passed over.
TELLING: Final = frozenset(
    "ago fa atrás atras geleden siden sedan temu sitten назад тому önce lalu trước पहले vor il "
    "hace há for för před منذ قبل "
    "today just heute aujourd'hui aujourd’hui hoy oggi hoje vandaag dag idag tänään dnes dzisiaj "
    "dziś сегодня сьогодні "
    "bugün اليوم आज ini nay yesterday gestern hier ayer ieri ontem gisteren går igår eilen včera "
    "wczoraj вчера вчора dün "
    "أمس कल kemarin qua".split()
)
TELLING_SIGNS: Final = ("前", "전", "今天", "今日", "오늘", "昨天", "昨日", "어제")
