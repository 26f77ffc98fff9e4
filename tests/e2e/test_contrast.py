"""The contrast measure itself finds what it is there to find."""

from playwright.sync_api import Browser

from tests.e2e.contrast import faint_texts

PAGE = """<body style="background: #fff">
<p style="color: #aaa">Faint</p>
<p style="color: #aaa; font-size: 30px">Still faint</p>
<p style="color: #8a8a8a; font-size: 30px">Large enough</p>
<p style="color: rgba(0, 0, 0, 0.3)">Half there</p>
<p style="color: #444">Plain</p>
<svg><text y="20" fill="#bbb">Drawn</text></svg>
</body>"""


def test_faint_texts_are_named_and_plain_ones_are_not(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    found = [text.split(":")[0] for text in faint_texts(page)]
    page.close()
    assert found == ["Faint", "Still faint", "Half there", "Drawn"]
