"""Does the README say what the code does?"""

import re

import pytest

from . import readme


@pytest.mark.parametrize("name", readme.BLOCKS)
def test_what_is_made_from_the_code_is_up_to_date(name):
    assert readme.read(name) == readme.BLOCKS[name](), "run: python -m tests.readme"


def test_every_path_it_names_is_there():
    text = readme.README.read_text()
    named = re.findall(r"\]\(([^)#:]+)\)", text)
    missing = [path for path in named if not (readme.README.parent / path).exists()]
    assert missing == []


def test_no_setting_and_no_command_is_told_twice():
    text = readme.README.read_text().partition("## Running it for real")[2]
    settings = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    commands = re.findall(r"^(.*\./manage\.py .*?) +# ", text, re.MULTILINE)
    told = [*settings, *commands]
    assert sorted(set(told)) == sorted(told)
