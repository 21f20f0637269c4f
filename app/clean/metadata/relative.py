"""Days told from the moment of reading: "2 hours ago", "vor 3 Tagen", "hier", "yesterday"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from app.clean.metadata.dates import Calendar, Found, Moment

_UNITS: Final = {
    "minutes": r"min\.?|mins|minutes?|minuten?|minutos?|minut[io]|minuti|minuter|minutter|minut|"
    r"минут\w*|分|분",
    "hours": r"h|hrs?|hours?|std\.?|stunden?|heures?|horas?|or[ae]|uur|uren|timer?|timmar|tim|"
    r"godzin\w*|час\w*|saat|小时|時間|시간",
    "days": r"d|days?|tag(?:e|en)?|jours?|d[ií]as?|giorn[oi]|dagen|dag|dager|dage|dagar|dni|"
    r"дн\w+|день|gün|天|日|일",
    "weeks": r"w|weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|uker|uger|veckor|"
    r"tygodni\w*|недел\w+|hafta|周|週間|주",
}
_NUMBER: Final = r"(?P<number>\d{1,3}|an?|one|une?|ein(?:er|em|e)?|un[ao]?|een|één|hace una?|en|ett|et)"
_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_AGO: Final = re.compile(
    rf"(?<!\w)(?:(?:vor|il\s+y\s+a|hace|há|for)\s+{_NUMBER}\s*(?:{_UNIT})(?!\w)(?:\s+siden)?"
    rf"|{_NUMBER.replace('number', 'number2')}\s*(?:{_UNIT.replace('P<', 'P<x')})\s*"
    r"(?:ago|fa|atr[aá]s|geleden|siden|sedan|temu|назад|önce|前|전)(?!\w))",
    re.IGNORECASE,
)
_DAYS: Final = {
    0: "today|just now|heute|aujourd[’']hui|hoy|oggi|hoje|vandaag|i dag|i dag|idag|"
    "dzisiaj|dziś|сегодня|bugün|今天|今日|오늘",
    1: "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|i går|igår|wczoraj|вчера|dün|昨天|昨日|어제",
}
_NAMED: Final = re.compile(
    "|".join(rf"(?P<d{n}>(?<!\w)(?:{words})(?!\w))" for n, words in _DAYS.items()), re.IGNORECASE
)


def find(text: str, calendar: Calendar) -> Found | None:
    """Return the first relative date in a short line, counted from `calendar.now`."""
    if match := _AGO.search(text):
        stated = match["number"] or match["number2"]
        number = int(stated) if stated.isdigit() else 1
        unit = next(name for name in _UNITS if match[name] or match[f"x{name}"])
        return Found(*match.span(), Moment((calendar.now - timedelta(**{unit: number})).date()))
    if match := _NAMED.search(text):
        back = 1 if match["d1"] else 0
        return Found(*match.span(), Moment((calendar.now - timedelta(days=back)).date()))
    return None
