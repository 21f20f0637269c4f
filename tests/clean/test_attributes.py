from __future__ import annotations

from app.clean.attributes import read_attributes
from app.clean.parse import parse


def test_every_element_has_its_attributes_in_page_order() -> None:
    read = read_attributes(parse('<body class="a b"><p id=x>Owls</p><br></body>'))

    assert [(element.tag, own) for element, own in read.items()] == [
        ("html", {}),
        ("body", {"class": "a b"}),
        ("p", {"id": "x"}),
        ("br", {}),
    ]
