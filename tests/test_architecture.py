"""Does the code keep the lines that `architecture.md` draws? Read from the source, not from memory."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
# Lowest first; a module imports only from its own package and from those before it.
PACKAGES = (
    "cpfacilitate.lib",
    "cpfacilitate.audit",
    "cpfacilitate.accounts",
    "participants",
    "dialogues",
    "referrals",
    "cpfacilitate.overview",
    "cpfacilitate.reports",
    "cpfacilitate.demo",
    "cpfacilitate",  # urls, views, settings: the wiring above
)
# Inside an app, lowest first; what stands in one pair of brackets does not import each other.
# Any other module of an app lies where its imports put it, as long as no cycle is made.
LAYERS = (
    ("states",),
    ("models",),
    ("permissions",),
    ("actions", "forms"),
    ("views",),
    ("urls",),
)
# Outside of the layers: what Django runs by itself.
APART = ("migrations", "management", "apps", "checks", "templatetags")

VIEW_LINES, FUNCTION_LINES, MODULE_LINES, TEMPLATE_LINES = 25, 40, 400, 120
# Whoever reads another clock, and why.
OTHER_CLOCKS = {"cpfacilitate.accounts.adapter": "allauth notes its proofs in seconds"}
# Tables that are read from top to bottom, where cutting would make reading harder.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


# --- Reading the source ---------------------------------------------------------------------------


@cache
def modules() -> dict[str, Path]:
    """Dotted name → file, of everything that is ours and is not a test."""
    found = {}
    for top in ("cpfacilitate", "participants", "dialogues", "referrals"):
        for file in sorted((ROOT / top).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def ours() -> dict[str, Path]:
    """The modules that people write: no migrations."""
    return {name: file for name, file in modules().items() if ".migrations" not in name}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def imports(name: str) -> Iterator[str]:
    """Every module of ours that `name` imports when it runs, wherever in it the import stands."""
    file = modules()[name]
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in _run(tree(file)):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*up, node.module or ""]).strip(".") if node.level else node.module
            targets = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            while target and target not in modules():
                target = target.rpartition(".")[0]
            if target:
                yield target


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below, but for what is imported for types alone."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from _run(child)


def package_of(name: str) -> str:
    return max((package for package in PACKAGES if f"{name}.".startswith(f"{package}.")), key=len)


def layer_of(name: str) -> str:
    """The part of a module's name after its package: models of participants.models."""
    return name.removeprefix(package_of(name)).strip(".").partition(".")[0]


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef) -> int:
    """Lines of the body, its docstring among them; a signature may list its names one below other."""
    return node.end_lineno - node.body[0].lineno + 1


def called(file: Path) -> Iterator[str]:
    """Dotted names of everything that is called or read as an attribute: `timezone.now`."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)


def rendered_templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def where(file: Path) -> str:
    return str(file.relative_to(ROOT))


# --- Direction ------------------------------------------------------------------------------------


def test_packages_import_only_what_is_below_them():
    wrong = [
        f"{name} imports {target}"
        for name in modules()
        for target in imports(name)
        if PACKAGES.index(package_of(target)) > PACKAGES.index(package_of(name))
        and name != "cpfacilitate.wsgi"
    ]
    assert wrong == []


def test_layers_of_an_app_import_only_what_is_below_them():
    height = {layer: number for number, row in enumerate(LAYERS) for layer in row}
    wrong = []
    for name in ours():
        for target in imports(name):
            mine, theirs = layer_of(name), layer_of(target)
            if package_of(name) != package_of(target) or mine == theirs:
                continue
            if mine in height and theirs in height and height[theirs] >= height[mine]:
                wrong.append(f"{name} imports {target}")
    assert wrong == []


def test_no_module_reaches_itself():
    graph = {
        name: {target for target in imports(name) if target != name}
        for name in ours()
        if modules()[name].name != "__init__.py"
    }
    settled: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name in settled or name not in graph:
            return
        for target in sorted(graph[name]):
            walk(target, (*path, name))
        settled.add(name)

    for name in graph:
        walk(name, ())


def test_the_wall_between_dialogue_and_referral():
    """Of participants, referrals know clusters, services and where a role reaches: no community."""
    allowed = {"Cluster", "Service", "standing_of", "can_keep_service"}
    wrong = []
    for name in ours():
        if package_of(name) != "referrals":
            continue
        for node in ast.walk(tree(modules()[name])):
            if isinstance(node, ast.ImportFrom) and node.module:
                top = node.module.partition(".")[0]
                taken = {alias.name for alias in node.names}
                if top == "dialogues" or (top == "participants" and taken - allowed):
                    wrong.append(f"{name}: {ast.unparse(node)}")
            elif isinstance(node, ast.Import):
                wrong += [
                    f"{name}: {ast.unparse(node)}"
                    for alias in node.names
                    if alias.name.partition(".")[0] in ("dialogues", "participants")
                ]
    assert wrong == []


def test_the_wall_in_the_tables():
    """No relation leads from a referral to a community or a session in any number of steps."""
    from django.apps import apps

    reached, waiting = set(), list(apps.get_app_config("referrals").get_models())
    while waiting:
        model = waiting.pop()
        if model in reached:
            continue
        reached.add(model)
        # Somebody's account is the end of the way: everyone who works here has one.
        if model._meta.app_label != "accounts":
            waiting += [f.related_model for f in model._meta.concrete_fields if f.is_relation]
    names = {model._meta.label for model in reached}
    assert {name for name in names if name.startswith("dialogues.")} == set()
    assert {name for name in names if name.startswith("participants.")} <= {
        "participants.Cluster",
        "participants.Service",
    }


def test_only_actions_and_machinery_write():
    """A view asks an action; nothing in it writes by itself."""
    writing = re.compile(r"\.(save|create|bulk_create|update|bulk_update|get_or_create|delete)$")
    wrong = []
    for name, file in ours().items():
        if layer_of(name) not in ("views", "forms", "permissions", "context", "navigation"):
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                said = ast.unparse(node.func)
                if writing.search(said) and not said.startswith(
                    ("super().", "values.", "context.")
                ):
                    wrong.append(f"{name}: {said}")
    assert wrong == []


# --- What is not there ----------------------------------------------------------------------------


def test_no_signals_no_admin_no_second_way_to_write():
    wrong = [
        f"{name}: {target}"
        for name, file in ours().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for target in re.findall(
            r"django\.(?:db\.models\.|core\.)?(?:signals|dispatch)\b|django\.contrib\.admin",
            f"{getattr(node, 'module', '')} {ast.unparse(node)}",
        )
    ]
    assert wrong == []
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_save_is_overridden_only_by_the_trail_that_refuses():
    wrong = [
        f"{name}.{node.name}.{function.name}"
        for name, file in ours().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef) and function.name in ("save", "delete")
    ]
    assert [method for method in wrong if not method.startswith("cpfacilitate.audit.models.")] == []


def test_no_drawer_for_what_has_no_name():
    drawers = {"utils", "common", "core", "helpers", "managers", "misc"}  # a service is a noun here
    assert [name for name in modules() if drawers & set(name.split("."))] == []


def test_one_place_asks_what_time_it_is():
    asking = re.compile(
        r"(?:^|\.)(?:timezone\.(?:now|localdate|localtime)|datetime\.(?:now|utcnow|today)"
        r"|date\.today|time\.time)$"
    )
    wrong = [
        f"{name}: {said}"
        for name, file in ours().items()
        for said in called(file)
        if asking.search(said) and name not in ("cpfacilitate.lib.clock", *OTHER_CLOCKS)
    ]
    assert wrong == []


def test_the_time_is_set_only_where_a_story_is_told():
    wrong = [
        name
        for name, file in ours().items()
        if "clock.at" in set(called(file)) and package_of(name) != "cpfacilitate.demo"
    ]
    assert wrong == []


def test_one_place_sends_mail():
    """Content in a mail is content on somebody's phone: only the outbox writes one."""
    sending = {"send_mail", "EmailMessage", "EmailMultiAlternatives", "send_mass_mail"}
    wrong = [
        name
        for name, file in ours().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("django.core.mail")
        and sending & {alias.name for alias in node.names}
    ]
    assert wrong == ["cpfacilitate.accounts.due"]


# --- Sizes and prose ------------------------------------------------------------------------------


def test_modules_say_which_question_they_answer():
    wrong = [
        name
        for name, file in ours().items()
        if file.read_text().strip()
        and not name.endswith((".apps", ".wsgi"))
        and not ast.get_docstring(tree(file))
    ]
    assert wrong == []


def test_modules_are_short():
    wrong = [
        f"{name}: {lines}"
        for name, file in ours().items()
        if (lines := len(file.read_text().splitlines())) > MODULE_LINES and name not in LONG_MODULES
    ]
    assert wrong == []


def test_functions_are_short():
    wrong = []
    for name, file in ours().items():
        most = VIEW_LINES if layer_of(name) == "views" else FUNCTION_LINES
        wrong += [
            f"{name}.{function.name}: {length(function)}"
            for function in functions(file)
            if length(function) > most and f"{name}.{function.name}" not in LONG_FUNCTIONS
        ]
    assert wrong == []


def test_views_catch_nothing():
    wrong = [
        f"{name}.{view.name}"
        for name, file in ours().items()
        if layer_of(name) == "views"
        for view in functions(file)
        if any("require_" in ast.unparse(decorator) for decorator in view.decorator_list)
        for node in ast.walk(view)
        if isinstance(node, ast.Try)
    ]
    assert wrong == []


@pytest.mark.parametrize("template", rendered_templates(), ids=where)
def test_a_template_is_short_quiet_and_translated(template: Path):
    source = template.read_text()
    assert len(source.splitlines()) <= TEMPLATE_LINES
    assert re.findall(r"\sstyle\s*=|<style|javascript:|\son\w+\s*=", source) == []
    inline = [tag for tag in re.findall(r"<script[^>]*>", source) if "src=" not in tag]
    assert inline == []
    if template.name != "500.html":  # stands on its own when everything else has fallen
        assert untranslated(source) == []


def untranslated(source: str) -> list[str]:
    """Words that a person would read and that no translator would see."""
    for quiet in (
        r"\{%\s*comment.*?endcomment\s*%\}",
        r"\{#.*?#\}",
        r"\{%\s*blocktrans\w*.*?endblocktrans\w*\s*%\}",
        r"<!--.*?-->",
        r"<(script|svg)\b.*?</\1>",
        r"<[^>]*lang=\"\{\{[^>]*>",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        source = re.sub(quiet, " ", source, flags=re.S)
    said = re.findall(r"\b(?:alt|title|placeholder|aria-label)\s*=\s*\"([^\"]*)\"", source)
    said += re.sub(r"<[^>]*>", "\n", source).splitlines()
    alone = r"&\w+;|cpfacilitate|[\w-]+=\"[^\"]*\""  # an attribute whose tag is in another block
    words = (re.sub(alone, " ", text).strip() for text in said)
    return [text for text in words if re.search(r"[^\W\d_]{2,}", text)]


def test_untranslated_words_are_seen():
    assert untranslated('<p>Hello</p><a title="There">{{ x }}</a>') == ["There", "Hello"]
    assert untranslated('{% translate "Hello" %} · <b>cpfacilitate</b> {{ y|default:"no" }}') == []


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|left|right|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


@pytest.mark.parametrize("sheet", sorted((ROOT / "static" / "css").rglob("*.css")), ids=where)
def test_styles_turn_with_the_script(sheet: Path):
    """In a page from right to left nothing stays behind on the left."""
    source = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    source = re.sub(r"@media[^{]*", "", source)  # (min-width: …) asks the screen
    assert [source[m.start() - 40 : m.end()] for m in PHYSICAL.finditer(source)] == []


# --- Names and tables -----------------------------------------------------------------------------


def test_one_name_in_four_places():
    """`app:noun_verb` is the view function noun_verb, and what it renders is app/noun_verb.html."""
    from .test_urls import ours as urls

    wrong = []
    for name, pattern in urls().items():
        function = getattr(pattern.callback, "__name__", "")
        if function != name.rpartition(":")[2]:
            wrong.append(f"{name} is {function}")
    assert wrong == []


def test_keys_are_never_counted():
    """No URL of ours holds a number or a name: nothing can be guessed from it."""
    from .test_urls import ours as urls

    wrong = [
        f"{name}: {converter}"
        for name, pattern in urls().items()
        for converter in re.findall(r"<(\w+):", str(pattern.pattern))
        if converter not in ("uuid",) and name not in {"invitation_accept"}
    ]
    assert wrong == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_are_linear():
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
    for app in ("audit", "accounts", "participants", "dialogues", "referrals"):
        numbers = sorted(name[:4] for label, name in loader.disk_migrations if label == app)
        assert [a for a, b in combinations(numbers, 2) if a == b] == []
