"""Rules of the source tree that hold by reading it: layers, sizes, words, templates."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("accounts", "tracker", "bench", "bin", "tests")
LONGEST_VIEW = 25
LONGEST_MODULE = 400

# Where sentences for people may stand; a model's and an app's are its names in the admin.
SPEAKING = (
    "*/forms.py",
    "*/forms/*",
    "*/wording/*",
    "tracker/context_processors.py",
    "*/apps.py",
    "*/models/*",
    "*/admin.py",
    "*/admin/*",
    "accounts/roles.py",
    "accounts/adapter.py",
    "tracker/config/settings.py",
)

INLINE = (
    (r"\|\s*safe\b(?!seq)", "|safe"),
    (r"\|\s*safeseq\b", "|safeseq"),
    (r"{%-?\s*autoescape\s+off", "autoescape off"),
    (r"\sstyle\s*=", "style="),
    (r"<style\b", "<style>"),
    (r"\son[a-z]+\s*=\s*[\"']", "an event handler in an attribute"),
    (r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|\bhx-on:", "hx-on, or script in hx-vals"),
    (r"javascript:", "javascript:"),
    (r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", "an inline script"),
    (r"https?://(?!www\.w3\.org/)", "an address of somebody else"),
    (r"\btarget\s*=\s*[\"']_blank", "target=_blank"),
)


@cache
def modules(*packages: str) -> tuple[Path, ...]:
    found = (path for name in packages or PACKAGES for path in sorted((ROOT / name).rglob("*.py")))
    return tuple(path for path in found if "__pycache__" not in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def source(*packages: str) -> list[Path]:
    return [path for path in modules(*packages) if "migrations" not in path.parts]


def templates() -> list[Path]:
    folders = [ROOT / "templates", *ROOT.glob("*/templates")]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def called(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    function = call.func
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def none_of(found: Iterable[str]) -> None:
    """Fail with one line for each that was found."""
    lines = sorted(set(found))
    assert not lines, "\n" + "\n".join(lines)


class TestModules:
    def test_who_imports_whom(self) -> None:
        """The contracts of pyproject.toml."""
        tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
        done = subprocess.run(
            [tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def test_every_module_opens_with_a_sentence(self) -> None:
        silent = []
        for path in modules():
            tree = parsed(path)
            if not tree.body:
                continue
            first = (ast.get_docstring(tree) or "").split("\n\n")[0].strip()
            if "migrations" in path.parts and not first:
                continue
            if not re.search(r"[.:!?]$", first):
                silent.append(name_of(path))
        none_of(silent)

    def test_no_module_is_unfinished(self) -> None:
        # Written apart, so that this very line is not one of them.
        words = re.compile(
            r"\b(?:TO"
            r"DO|FIX"
            r"ME)\b|(?i:not (?:yet )?implemen"
            r"ted|coming so"
            r"on"
            r"|NotImplement"
            r"edError|page in the mak"
            r"ing)"
        )
        places = [
            *modules("accounts", "tracker", "bench", "bin"),
            *templates(),
            *(ROOT / "static" / "js").glob("*.js"),
        ]
        none_of(name_of(p) for p in places if words.search(p.read_text("utf-8")))

    def test_modules_stay_short(self) -> None:
        long = {
            name_of(path): lines
            for path in source("accounts", "tracker")
            if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
        }
        none_of(f"{place}: {lines} lines" for place, lines in long.items())

    def test_views_stay_short(self) -> None:
        """Fetch, compute, present, render: what is longer belongs to another layer.

        What views share, which is not routed to and so has no decorator, gets five lines more.
        """
        long = {}
        for path in [*modules("accounts"), *modules("tracker")]:
            if "views" not in path.parts:
                continue
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or node.lineno) - node.body[0].lineno + 1
                    if lines >= LONGEST_VIEW + 5 * (not node.decorator_list):
                        long[f"{name_of(path)}:{node.name}"] = lines
        none_of(f"{place}: {lines} lines" for place, lines in long.items())

    def test_only_forms_wording_and_names_speak_to_people(self) -> None:
        speaking = []
        for path in source("accounts", "tracker"):
            relative = path.relative_to(ROOT)
            if any(fnmatch(relative.as_posix(), pattern) for pattern in SPEAKING):
                continue
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                    names = {alias.name for alias in node.names}
                    if any("gettext" in name for name in names):
                        speaking.append(name_of(path))
        none_of(speaking)

    def test_nothing_is_marked_as_safe_html(self) -> None:
        unsafe = {"mark_safe", "SafeString", "SafeText", "csrf_exempt", "eval", "exec"}
        found = [
            f"{name_of(path)}: {called_name(call)}"
            for path in source("accounts", "tracker")
            for call in called(parsed(path))
            if called_name(call) in unsafe
            and not (called_name(call) in {"eval", "exec"} and isinstance(call.func, ast.Attribute))
        ]
        none_of(found)

    def test_every_format_html_has_a_constant_template(self) -> None:
        found = [
            name_of(path)
            for path in source("accounts", "tracker")
            for call in called(parsed(path))
            if called_name(call) == "format_html"
            and not (call.args and isinstance(call.args[0], ast.Constant))
        ]
        none_of(found)

    def test_no_filter_takes_what_the_address_says(self) -> None:
        """Never filter(**request.GET): each parameter is read by name."""
        found = [
            name_of(path)
            for path in source("accounts", "tracker")
            for call in called(parsed(path))
            for keyword in call.keywords
            if keyword.arg is None
            and re.search(
                r"\brequest\.(GET|POST|FILES)|\.cleaned_data$", ast.unparse(keyword.value)
            )
        ]
        none_of(found)

    def test_services_and_view_models_read_no_clock(self) -> None:
        pure = [ROOT / "tracker" / name for name in ("services", "viewmodels", "charts")]
        clock = {"now", "today", "utcnow", "time", "localdate", "localtime"}
        owners = {"date", "datetime", "timezone", "time"}
        found = [
            f"{name_of(path)}:{call.lineno}"
            for folder in pure
            for path in sorted(folder.rglob("*.py"))
            for call in called(parsed(path))
            if isinstance(call.func, ast.Attribute)
            and call.func.attr in clock
            and getattr(call.func.value, "id", getattr(call.func.value, "attr", "")) in owners
        ]
        none_of(found)

    def test_no_signals_and_no_logic_in_save(self) -> None:
        found = []
        for path in source("accounts", "tracker"):
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                    found.append(name_of(path))
                saves = isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
                if saves and "models" in path.relative_to(ROOT).parts:
                    found.append(f"{name_of(path)}: save or delete")
        none_of(found)


class TestTemplates:
    @pytest.mark.parametrize(("pattern", "what"), INLINE, ids=[what for _, what in INLINE])
    def test_no_template_has(self, pattern: str, what: str) -> None:
        found = [
            f"{name_of(path)}:{number}"
            for path in templates()
            if path.suffix == ".html"
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if re.search(pattern, line, re.IGNORECASE)
        ]
        none_of(found)

    def test_every_post_form_carries_its_token(self) -> None:
        bare = []
        for path in templates():
            text = path.read_text("utf-8")
            for form in re.finditer(r"<form\b[^>]*method=\"post\".*?</form>", text, re.S | re.I):
                if "{% csrf_token %}" not in form[0]:
                    bare.append(f"{name_of(path)}: {form[0][:80]}")
        none_of(bare)

    def test_no_template_calls_a_page_in_english_outside_a_translation(self) -> None:
        """Text between tags is translated; what remains is a name, a sign or a number."""
        bare = []
        for path in templates():
            if path.suffix != ".html":
                continue
            text = path.read_text("utf-8")
            text = re.sub(
                r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", "", text, flags=re.S
            )
            text = re.sub(r"{%\s*(blocktrans(?:late)?)\b.*?end\1\s*%}", "", text, flags=re.S)
            text = re.sub(r"<(script|style|kbd)\b.*?</\1>", "", text, flags=re.S)
            text = re.sub(r"{[{%].*?[%}]}", "\n", text, flags=re.S)
            for words in re.findall(r">([^<>]*[A-Za-z]{3}[^<>]*)<", text):
                if words.strip() not in {"Waterline"} and not re.fullmatch(r"[^A-Za-z]*", words):
                    bare.append(f"{name_of(path)}: {' '.join(words.split())[:60]}")
        known = {"· Waterline", "· · Waterline"}
        none_of(line for line in bare if line.split(": ", 1)[1] not in known)

    def test_words_of_the_code_do_not_appear_on_screen(self) -> None:
        """People own items; position, entity and underwater are words of the code.

        Files and the command line do say position: what names a column or an option may.
        """
        named = re.compile(
            r"--positions|\bposition(?=,| and amount)|{{.*?}}|{%.*?%}|%\(\w+\)s|{\w*}"
        )
        forbidden = re.compile(r"\b(positions?|entit(?:y|ies)|underwater|valuations?)\b", re.I)
        said = []
        for path in templates():
            text = path.read_text("utf-8")
            sentences = re.findall(r"{%\s*trans(?:late)?\s+(\"[^\"]*\"|'[^']*')", text)
            sentences += [
                body
                for _, body in re.findall(
                    r"{%\s*(blocktrans(?:late)?)\b[^%]*%}(.*?){%\s*endblocktrans", text, re.S
                )
            ]
            for sentence in sentences:
                plain = named.sub("", sentence)
                if forbidden.search(plain):
                    said.append(f"{name_of(path)}: {plain[:80]}")
        for path in source("accounts", "tracker"):
            for call in called(parsed(path)):
                if called_name(call) in {
                    "_",
                    "gettext",
                    "gettext_lazy",
                    "ngettext",
                    "pgettext",
                    "pgettext_lazy",
                    "ngettext_lazy",
                }:
                    for argument in call.args["pgettext" in called_name(call) :]:
                        said_text = getattr(argument, "value", None)
                        if isinstance(said_text, str) and forbidden.search(
                            named.sub("", said_text)
                        ):
                            said.append(f"{name_of(path)}: {said_text[:80]}")
        none_of(said)
