"""What does a form on a page hold, and what would a browser send of it? Read from the page's bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Control:
    """All the inputs of one name: their kind, what stands in them, what may be chosen."""

    name: str
    kind: str  # text, textarea, select, radio, checkbox, date, hidden
    values: list[str] = field(default_factory=list)  # what stands there, or is chosen
    choices: list[str] = field(default_factory=list)
    numeric: bool = False

    @property
    def value(self) -> str:
        return self.values[-1] if self.values else ""


class FormReader(HTMLParser):
    """The controls of the form with one id; what waits in a <template> is not there yet."""

    def __init__(self, form: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form, self.controls = form, {}
        self._inside, self._template = False, 0
        self._select: Control | None = None
        self._area: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form" and said.get("id") == self.form:
            self._inside = True
        elif tag == "template":
            self._template += 1
        elif not self._inside or self._template:
            return
        elif tag == "input" and said.get("name"):
            self._input(said)
        elif tag == "select" and said.get("name"):
            self._select = self._control(said["name"], "select")
        elif tag == "option" and self._select is not None:
            self._select.choices.append(said.get("value", ""))
            if "selected" in said:
                self._select.values.append(said.get("value", ""))
        elif tag == "textarea" and said.get("name"):
            self._control(said["name"], "textarea")
            self._area, self._name = [], said["name"]

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "template":
            self._template -= 1
        elif tag == "select":
            if self._select is not None and not self._select.values:
                self._select.values = self._select.choices[:1]
            self._select = None
        elif tag == "textarea" and self._area is not None:
            text = "".join(self._area)
            # A browser leaves out the first line break.
            self.controls[self._name].values.append(text.removeprefix("\r\n").removeprefix("\n"))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.append(data)

    def _control(self, name: str, kind: str) -> Control:
        return self.controls.setdefault(name, Control(name, kind))

    def _input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        control = self._control(said["name"], kind)
        control.numeric |= said.get("inputmode") == "numeric" or kind == "number"
        if kind in ("radio", "checkbox"):
            control.choices.append(said.get("value", "on"))
            if "checked" in said:
                control.values.append(said.get("value", "on"))
        else:
            control.values.append(said.get("value", ""))


def controls(page: str, form: str) -> dict[str, Control]:
    """Name → control, of the form with that id."""
    reader = FormReader(form)
    reader.feed(page)
    reader.close()
    return reader.controls
