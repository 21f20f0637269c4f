"""Words that stand beside a date and say nothing but what kind of date it is, by language, casefolded.

A line of nothing but a date, a clock and these is a date line. Weekdays come from Unicode CLDR 47.
"""

from __future__ import annotations

import re
from typing import Final

_BESIDE: Final = {
    "en": "first originally last published posted updated modified created written released "
    "reviewed date online "
    "since on at the and pub issued edited time edt est gmt utc bst ist et pt ct am pm a.m p.m "
    "am: hrs hours h "
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "pst pdt cst cdt est mst mdt aest aedt sgt wib wita wit st nd rd th a p m feira ятниця п",
    "de": "zuletzt veröffentlicht erstveröffentlicht aktualisiert publiziert erschienen geändert "
    "stand datum am vom um "
    "den uhr ist erstellt montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "mo di mi do fr sa "
    "so mesz mez cest cet zuerst letzte aktualisierung",
    "fr": "publié publiée mis mise à jour modifiée modifié le à h min posté lundi mardi mercredi "
    r"jeudi vendredi "
    "samedi dimanche lun mar mer jeu ven sam dim et",
    "es": "publicado publicada actualizado actualizada fecha última ultima actualización a las el "
    "h hs hora de "
    "lunes martes miércoles jueves viernes sábado domingo creado act última modificación",
    "it": "pubblicato pubblicata aggiornato aggiornata ultimo ultima aggiornamento modifica il "
    "alle ore data "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "publicado publicada atualizado atualizada data em às as de h criado última atualização "
    "segunda terça "
    "quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo há",
    "nl": "gepubliceerd geplaatst bijgewerkt laatst laatste update gewijzigd op om uur maandag "
    "dinsdag woensdag "
    "donderdag vrijdag zaterdag zondag ma di wo do vr za zo",
    "pl": "opublikowano aktualizacja zaktualizowano dodano data publikacji utworzono dnia godz "
    "ostatnia o r "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "cs": "publikováno zveřejněno vydáno vydání aktualizováno aktualizace dnes v dne pondělí "
    "úterý středa čtvrtek pátek "
    "sobota neděle",
    "sv": "publicerad publicerat publicerades uppdaterad uppdaterat uppdaterades senast kl "
    "klockan den måndag "
    "tisdag onsdag torsdag fredag lördag söndag mån tis ons tors fre lör sön",
    "no": "publisert publisertd oppdatert sist endret kl klokken den lagt ut mandag tirsdag "
    "onsdag torsdag fredag "
    "lørdag søndag man tir tors fre lør søn",
    "da": "udgivet publiceret opdateret senest oprettet d kl den mandag tirsdag onsdag torsdag "
    "fredag lørdag søndag",
    "fi": "julkaistu päivitetty muokattu viimeksi klo kello maanantai tiistai keskiviikko torstai "
    "perjantai "
    "lauantai sunnuntai ma ti ke to pe la su",
    "tr": "yayınlanma yayınlandı yayın tarihi tarih güncelleme güncellenme güncellendi son giriş "
    r"saat oluşturulma eklenme "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ru": "опубликовано обновлено дата публикации изменено добавлено в мск г года время "
    "понедельник вторник среда "
    "четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "uk": "опубліковано оновлено дата публікації змінено додано о в р року понеділок вівторок "
    "середа четвер "
    "п'ятниця п’ятниця субота неділя пн вт ср чт пт сб нд",
    "ar": "نشر نُشر نشرت تاريخ النشر تم آخر تحديث تحديث في الساعة يوم م ص الاثنين الإثنين الثلاثاء الأربعاء "
    "الخميس الجمعة السبت الأحد بتاريخ منذ",
    "hi": "प्रकाशित प्रकाशन तिथि अपडेट अपडेटेड अद्यतन अंतिम बजे को पर सोमवार मंगलवार बुधवार गुरुवार शुक्रवार "
    "शनिवार रविवार सोम मंगल बुध गुरु शुक्र शनि रवि",
    "id": "diterbitkan terbit dipublikasikan dipublikasi tayang diperbarui diperbaharui pembaruan "
    "pada pukul senin "
    "selasa rabu kamis jumat jum'at sabtu minggu terakhir",
    "vi": "đăng xuất bản cập nhật lúc ngày thứ hai ba tư năm sáu bảy chủ nhật lần cuối giờ gmt+7 hồi",
    "ja": "公開 更新 掲載 配信 投稿 公開日 更新日 掲載日 配信日 投稿日 最終更新 最終更新日 日時 "
    "月 火 水 木 金 土 日 "
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 午前 午後 付",
    "ko": "입력 수정 등록 게재 승인 발행 최종수정 최종 업데이트 입력시간 기사입력 기사수정 월 화 "
    "수 목 금 토 일 오전 오후 작성",
    "zh": "发布 更新 发表 时间 发布时间 更新时间 发布于 更新于 發布 發佈 時間 更新時間 星期一 "
    "星期二 星期三 星期四 星期五 星期六 "
    "星期日 周一 周二 周三 周四 周五 周六 周日 日期 北京时间",
}

#: All of them, whatever the language: a line beside a headline may be in another one than its page.
BESIDE: Final = frozenset(word.casefold() for line in _BESIDE.values() for word in line.split())

#: What says that a day is one of change, and what that it is one of publication; beginnings of words do.
CHANGED: Final = re.compile(
    r"updat|modifi|revis|edited|last\s?reviewed|aktualisiert|aktualisierung|geändert|mis\s+à\s+jour|màj|"
    r"actualiz|aggiorna|atualiz|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|zaktualizowan|"
    r"aktualizacja|"
    r"aktualiz|päivitetty|muokattu|обновлен|оновлен|змінено|изменено|güncelle|تحديث|अपडेट|अद्यतन|"
    r"diperbar|diperbah|"
    r"pembaruan|cập\s+nhật|更新|改訂|수정|업데이트",
    re.IGNORECASE,
)
PUBLISHED: Final = re.compile(
    r"publi|posted|created|veröffentlicht|erschienen|erstellt|gepubliceerd|geplaatst|pubblicat|creat|"
    r"publicerad|udgivet|julkaistu|zveřejněno|vydáno|dodano|diterbit|dipubli|tayang|xuất\s+bản|đăng|"
    r"опубликован|опублікован|yayın|نشر|प्रकाशित|公開|掲載|配信|投稿|発布|发布|發布|發佈|发表|입력|"
    r"등록|게재|승인",
    re.IGNORECASE,
)
