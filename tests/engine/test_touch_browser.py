"""Every figure that answers in a real browser: moved by keyboard and mouse, read back against its tables."""

import json

import numpy as np
import pytest
import small_touch
from axe_core_python.selenium import Axe
from browsers import open_browser, theme, width
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

KEYS = list(small_touch.declared())


@pytest.fixture(scope="module")
def browser():
    yield from open_browser()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("touch")
    return folder, small_touch.build(folder)


def opened(browser, pages, key: str):
    """Open the page of a figure and wait until it is drawn; give its content and its box."""
    folder, panels = pages
    browser.get("about:blank")
    browser.get((folder / f"{panels[key].id}.html").as_uri())
    box = browser.find_element(By.CSS_SELECTOR, "[data-touch]")
    WebDriverWait(browser, 20).until(lambda _: box.get_attribute("data-drawn"))
    return json.loads(panels[key].script.partition(" = ")[2].rstrip(";\n")), box


def state(box) -> dict:
    return json.loads(box.get_attribute("data-drawn"))


def expected(content: dict, values: dict) -> str:
    """Look up the sentence as a reader of the table would."""
    answer = content["answer"]
    row = answer["keys"].index([values[name] for name in answer["on"]])
    cells = [*answer["cells"][row], ""]
    return "".join(part + cell for part, cell in zip(answer["parts"], cells, strict=True))


def said(box) -> str:
    return box.find_element(By.CSS_SELECTOR, "[data-said]").text


def drawn(box) -> str:
    return "".join(view.get_attribute("innerHTML") for view in box.find_elements(By.CSS_SELECTOR, "[data-view]"))


def settled(browser, box, name: str, value) -> None:
    WebDriverWait(browser, 10).until(lambda _: state(box)[name] == value)


@pytest.mark.parametrize("key", KEYS)
def test_a_figure_answers_to_keyboard_and_mouse_without_error_and_without_the_network(browser, pages, key):
    browser.get_log("performance"), browser.get_log("browser")
    content, box = opened(browser, pages, key)
    assert said(box) == expected(content, state(box))
    assert box.find_elements(By.CSS_SELECTOR, "[data-view] svg")
    for n, control in enumerate(content["controls"]):
        part = box.find_elements(By.CSS_SELECTOR, "[data-control]")[n]
        name, values = control["name"], control["values"]
        before, looked = state(box)[name], drawn(box)
        ends = (values[0], values[-1]) if before != values[0] else (values[-1], values[0])
        if part.tag_name == "select":
            Select(part).select_by_index(values.index(ends[1]) if ends[1] != before else values.index(ends[0]))
            WebDriverWait(browser, 10).until(lambda _, name=name, old=before: state(box)[name] != old)
        else:
            part.send_keys(Keys.HOME if ends[0] == values[0] else Keys.END)
            settled(browser, box, name, ends[0])
            assert part.get_attribute("aria-valuetext") == part.find_element(By.XPATH, "following-sibling::output").text
            assert said(box) == expected(content, state(box))
            far = part.rect["width"] / 2 - 3
            across = far if ends[1] == values[-1] else -far
            ActionChains(browser).move_to_element_with_offset(part, int(across), 0).click().perform()
            settled(browser, box, name, ends[1])
            if before == ends[1]:
                part.send_keys(Keys.HOME if ends[0] == values[0] else Keys.END)
                settled(browser, box, name, ends[0])
        assert said(box) == expected(content, state(box))
        assert drawn(box) != looked, f"{name} moves nothing"
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
    assert browser.get_log("browser") == []


def test_bars_and_marks_stand_where_the_table_has_them(browser, pages):
    tables = small_touch.tables()
    angles = tables["results/curse/angle_slider.csv"]
    _, box = opened(browser, pages, "curse/angle-histograms-2-3-50-100")
    place = "const v = arguments[0].charts[0], top = v.scale('y').invert;"
    bars = browser.execute_script(
        f"{place} const base = v.scale('y')(0); return [...arguments[0].querySelectorAll('.mark-rect.role-mark path')]"
        ".map(bar => top(base - bar.getBBox().height))",
        box,
    )
    wanted = angles[(angles["dimension"] == 3) & (angles["law"] == "ball")]["percent"]
    assert sorted(bars) == pytest.approx(sorted(wanted), rel=0.02)
    shells = tables["results/curse/shells_slider.csv"].set_index(["dimension", "epsilon"])
    _, box = opened(browser, pages, "curse/shell-proportion-vs-D")
    marks = browser.execute_script(
        f"{place} return [...arguments[0].querySelectorAll('.mark-symbol.role-mark path')]"
        ".map(mark => top(mark.transform.baseVal[0].matrix.f))",
        box,
    )
    row = shells.loc[(400, 0.01)]
    assert sorted(marks) == pytest.approx(sorted([row["circle_percent"], row["share_percent"]]), abs=0.01)
    assert np.isclose(row["share_percent"], 98.2, atol=0.1)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, pages, name):
    theme(browser, name)
    for key in KEYS[:: 1 if name == "light" else 4]:
        opened(browser, pages, key)
        found = Axe().run(browser, options={"resultTypes": ["violations"]})["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found if rule["impact"] != "minor"] == [], key
    theme(browser, "")


CUT = (
    "const right = (one) => one.getBoundingClientRect().right, box = arguments[0], edge = right(box) + 1;"
    "const outputs = [...box.querySelectorAll('output')].filter((one) => right(one) > edge - 10);"
    "const texts = [...box.querySelectorAll('svg text')].filter((one) => right(one) > right(one.closest('svg')) + 1);"
    "return [...outputs, ...texts].map((one) => one.textContent)"
)


def test_no_figure_scrolls_sideways_and_none_is_printed(browser, pages):
    for key in KEYS:
        for pixels in (390, 1280):
            width(browser, pixels)
            _, box = opened(browser, pages, key)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= pixels, key
            assert browser.execute_script(CUT, box) == [], (key, pixels)
            edge = box.rect["x"] + box.rect["width"]
            for view in box.find_elements(By.CSS_SELECTOR, "[data-view] svg"):
                assert view.rect["x"] + view.rect["width"] <= edge, key
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not box.is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
