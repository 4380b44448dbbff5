"""The pages in a real browser, opened from disk: nothing from the network, no error, usable by everyone."""

import base64
import json
import re
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from browsers import open_browser, theme, width
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from small_site import build

BUILT = Path(__file__).parents[2] / "results" / "site"
PAGES = (
    "index.html",
    "claims.html",
    "figures.html",
    "articles/balls.html",
    "claims/balls-02.html",
    "claims/balls-05.html",
    "claims/balls-10.html",
    "claims/balls-12.html",
    "claims/balls-13.html",
    "claims/balls-14.html",
    "claims/balls-15.html",
    "errata/balls.html",
    "certificates/balls.html",
    "figures/balls/shell-share.html",
    "figures/balls/pictures.html",
)
BUILT_PAGES = (
    "errata/curse.html",
    "certificates/curse.html",
    "index.html",
    "claims.html",
    "articles/curse.html",
    "articles/lstm_backward.html",
    "claims/curse-26.html",
    "claims/pca-17.html",
    "figures/curse/shell-proportion-vs-D.html",
)
WIDTHS_PX = (360, 768, 1440)
ROWS = 17  # of the small site's table


@pytest.fixture(scope="module")
def browser():
    yield from open_browser()


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return build(folder)


@pytest.fixture(scope="module", params=["small", "built"])
def places(request, small) -> list[str]:
    """The pages of the small site, and some of the last run where there is one."""
    if request.param == "built" and not BUILT.is_dir():
        pytest.skip("no results/site: run make")
    folder, names = (small, PAGES) if request.param == "small" else (BUILT, BUILT_PAGES)
    return [(folder / name).as_uri() for name in names]


@pytest.fixture
def table(browser, small):
    browser.get("about:blank")
    browser.get((small / "claims.html").as_uri())
    return browser


def shown(driver) -> list[str]:
    cells = driver.find_elements(By.CSS_SELECTOR, "#claims tbody tr:not([hidden]) .id")
    return [cell.text for cell in cells]


def test_pages_load_from_disk_without_error_and_without_the_network(browser, places):
    browser.get_log("performance"), browser.get_log("browser")
    for place in places:
        browser.get(place)
        loaded = browser.execute_script(
            "for (const image of document.images) image.loading = 'eager';"
            "return Promise.all([...document.images].map(image => image.decode())).then(() => document.images.length)"
        )
        assert loaded == len(browser.find_elements(By.TAG_NAME, "img"))
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert len(asked) > 2 * len(places)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_axe_finds_nothing_moderate_or_worse(browser, places, name):
    theme(browser, name)
    for place in places:
        browser.get(place)
        found = Axe().run(browser, options={"resultTypes": ["violations"]})["violations"]
        grave = [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] != "minor"]
        assert grave == [], place
    theme(browser, "")


def test_no_page_scrolls_sideways(browser, places):
    for place in places:
        browser.get(place)
        for pixels in WIDTHS_PX:
            width(browser, pixels)
            found = browser.execute_script("return document.documentElement.scrollWidth")
            assert found <= pixels, f"{place} at {pixels} px"
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


LETTERS = re.compile(r"scale\((0\.\d+) -0\.\d+\)")  # in an SVG: points, divided by a hundred
FRAME = (
    "const box = arguments[0], image = box.querySelector('img');"
    "return [image.getBoundingClientRect().width, box.scrollWidth > box.clientWidth + 1, image.src,"
    " box.nextElementSibling.hidden]"
)


def frames(browser) -> list[tuple[float, bool, bool]]:
    """Give for every figure of a page the pixels of its smallest letters, whether it scrolls, whether that is said."""
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[arguments.length - 1]))")
    found = []
    for box in browser.find_elements(By.CSS_SELECTOR, ".frame"):
        wide, scrolls, source, unsaid = browser.execute_script(FRAME, box)
        svg = Path(source.removeprefix("file://")).read_text(encoding="utf-8")
        points = 100 * min(map(float, LETTERS.findall(svg)))
        found.append((points * wide / float(re.search(r'width="([\d.]+)pt"', svg)[1]), scrolls, not unsaid))
    return found


def test_the_letters_of_figures_can_be_read_on_a_phone(browser, places):
    seen = []
    for place in places:
        browser.get(place)
        for pixels in (390, 1280):
            width(browser, pixels)
            found = frames(browser)
            assert all(letters >= 9 and scrolls is said for letters, scrolls, said in found), (place, pixels, found)
            assert not (pixels == 1280 and any(scrolls for _, scrolls, _ in found))
            assert browser.execute_script("return document.documentElement.scrollWidth") <= pixels
            seen += found
    assert {scrolls for _, scrolls, _ in seen} == {True, False}
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_figure_wider_than_a_phone_is_reached_by_the_keyboard_and_whole_in_print(browser, small):
    browser.get((small / "figures" / "balls" / "pictures.html").as_uri())
    width(browser, 390)
    frames(browser)
    box = browser.find_element(By.CSS_SELECTOR, ".frame")
    assert box.get_attribute("tabindex") == "0"
    assert "more" in box.get_attribute("class")
    browser.execute_script("arguments[0].scrollLeft = 9999", box)
    frames(browser)
    assert "more" not in box.get_attribute("class")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.find_element(By.CSS_SELECTOR, ".frame img").rect["width"] <= 390
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_dark_is_dark_and_light_is_light(browser, small):
    browser.get((small / "index.html").as_uri())
    for name, darker in (("light", False), ("dark", True)):
        theme(browser, name)
        paper = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        red = int(paper.removeprefix("rgb(").split(",")[0])
        assert (red < 128) is darker
    theme(browser, "")


def test_a_script_in_a_title_is_shown_and_not_run(browser, small):
    browser.get((small / "claims" / "balls-02.html").as_uri())  # an alert would make the next line fail
    assert "<script>alert" in browser.find_element(By.TAG_NAME, "h1").text
    browser.get((small / "claims" / "balls-13.html").as_uri())
    assert "<b>column</b>" in [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, ".evidence thead th")]


def test_filters_search_and_sorting_work_and_stand_in_the_address(table):
    everything = shown(table)
    assert len(everything) == ROWS
    table.find_element(By.CSS_SELECTOR, "input[value=refuted]").click()
    assert {"balls-02", "balls-06"} < set(shown(table)) < set(everything)
    table.find_element(By.ID, "q").send_keys("message")
    assert shown(table) == ["balls-06"]
    assert table.find_element(By.ID, "shown").text == f"1 of {ROWS} claims"
    assert "q=message" in table.current_url
    assert "verdict=refuted" in table.current_url
    table.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    assert shown(table) == everything
    table.find_element(By.CSS_SELECTOR, "[data-sort=claim] button").send_keys(Keys.ENTER)
    titles = [cell.text for cell in table.find_elements(By.CSS_SELECTOR, "#claims tbody th a")]
    assert titles == sorted(titles, key=str.lower)
    table.find_element(By.CSS_SELECTOR, "[data-sort=claim] button").click()
    assert table.find_element(By.CSS_SELECTOR, "[data-sort=claim]").get_attribute("aria-sort") == "descending"
    assert "sort=-claim" in table.current_url


def test_numbers_are_sorted_as_numbers_and_words_come_after(table):
    numbers = ["-11.1", "0.010", "0.0395", "0.068", "0.25", "0.3", "0.5", "0.9", "9"]
    for order in (numbers, numbers[::-1]):
        table.find_element(By.CSS_SELECTOR, "[data-sort=published] button").click()
        cells = table.find_elements(By.CSS_SELECTOR, "#claims tbody td[data-head^=P]")
        assert [cell.get_attribute("data-key") for cell in cells][: len(numbers)] == order


def test_claims_of_the_articles_are_separate_from_findings_of_this_project(table):
    Select(table.find_element(By.ID, "of")).select_by_value("ours")
    assert shown(table) == ["balls-16", "own-01"]
    assert "of=ours" in table.current_url
    table.get(table.current_url.replace("of=ours", "of=published"))
    assert len(shown(table)) == ROWS - 2


def test_the_link_from_the_front_page_leads_to_as_many_rows_as_it_says(browser, small):
    browser.get((small / "index.html").as_uri())
    link = browser.find_element(By.CSS_SELECTOR, ".findings ~ p a")
    said = int(link.text.split()[1])
    link.click()
    assert len(shown(browser)) == said > 5


def test_the_skip_link_leaves_the_filter_alone(table):
    table.find_element(By.CSS_SELECTOR, "input[value=refuted]").click()
    before = shown(table)
    table.execute_script("document.querySelector('.skip').focus()")  # out of sight without the focus
    table.switch_to.active_element.send_keys(Keys.ENTER)
    assert table.switch_to.active_element.get_attribute("id") == "content"
    assert shown(table) == before
    table.refresh()
    assert shown(table) == before


def test_on_a_phone_the_table_tells_all_and_nothing_is_cut(table):
    width(table, 360)
    try:
        cells = table.find_elements(By.CSS_SELECTOR, "#claims tbody tr:not([hidden]) > *")
        assert len(cells) == 5 * ROWS
        for cell in cells:
            assert cell.is_displayed() is not table.execute_script("return arguments[0].matches(':empty')", cell)
            assert cell.rect["x"] + cell.rect["width"] <= 360
        box = "const box = document.querySelector('.scroll'); return box.scrollWidth - box.clientWidth"
        assert table.execute_script(box) <= 0
    finally:
        table.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_shared_address_restores_the_table_and_so_does_a_reload(table):
    place = f"{table.current_url}#verdict=refuted%2Cmisprint&article=balls&q=SHARE&sort=-claim"
    table.get("about:blank")
    table.get(place)
    for _ in range(2):
        assert shown(table) == ["balls-03"]
        assert table.find_element(By.ID, "q").get_attribute("value") == "SHARE"
        assert table.find_element(By.ID, "article").get_attribute("value") == "balls"
        table.refresh()


def test_what_an_address_asks_for_in_vain_is_told_and_ignored(table):
    place = table.current_url.split("#")[0]
    for state, unknown in (("verdict=wrong", "wrong"), ("verdict=reproduced&article=cubes", "cubes")):
        table.get("about:blank")
        table.get(f"{place}#{state}")
        assert table.find_element(By.ID, "ignored").text.endswith(f"ignored: {unknown}")
        assert shown(table)
    table.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    assert not table.find_element(By.ID, "ignored").is_displayed()


def test_the_columns_used_are_in_view_and_a_table_that_goes_on_fades(browser, small):
    browser.get((small / "claims" / "balls-10.html").as_uri())
    try:
        for pixels in (1200, 240):
            width(browser, pixels)
            box = browser.find_element(By.CSS_SELECTOR, ".scroll:has(.evidence)")
            edge = box.rect["x"] + box.rect["width"]
            cells = box.find_elements(By.CSS_SELECTOR, ".used > .used")
            inside = all(cell.rect["x"] + cell.rect["width"] <= edge for cell in cells)
            hidden = browser.execute_script("return arguments[0].scrollWidth > arguments[0].clientWidth + 1", box)
            faded = browser.execute_async_script(
                "requestAnimationFrame(() => requestAnimationFrame(() => "
                "arguments[1](arguments[0].classList.contains('more'))))",
                box,
            )
            assert faded is hidden is (pixels == 240)
            assert inside or pixels == 240
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_table_is_whole_without_scripts(browser, small):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get((small / "claims.html").as_uri())
    assert len(browser.find_elements(By.CSS_SELECTOR, "#claims tbody tr")) == ROWS
    assert not browser.find_element(By.ID, "filter").is_displayed()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_keyboard_skips_to_the_content_and_sees_the_focus(browser, small):
    browser.get((small / "index.html").as_uri())
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    link = browser.switch_to.active_element
    assert link.get_attribute("href").endswith("#content")
    assert link.rect["x"] >= 0
    assert link.value_of_css_property("outline-style") == "solid"
    link.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "content"


def test_formulas_have_a_size_and_their_marks_a_ground_and_a_line(browser, small):
    browser.get((small / "errata" / "balls.html").as_uri())
    shown = browser.find_elements(By.TAG_NAME, "math")
    assert len(shown) >= 2
    assert all(formula.rect["height"] > 10 and formula.rect["width"] > 10 for formula in shown)
    loaded = "document.fonts.load('16px \"Article Math\"').then(found => arguments[0](found.length))"
    assert browser.execute_async_script(loaded) == 1
    marks = browser.find_elements(By.CSS_SELECTOR, "math .changed")
    assert marks
    for mark in marks:
        assert mark.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
        assert float(mark.value_of_css_property("border-bottom-width").removesuffix("px")) > 0


def test_a_formula_wider_than_a_phone_is_reached_by_the_keyboard(browser, small):
    browser.get((small / "errata" / "balls.html").as_uri())
    widened = "for (const box of document.querySelectorAll('.math')) box.style.maxWidth = arguments[0];"
    read = "return [...document.querySelectorAll('.math:has(math)')].map(box => box.tabIndex)"
    two_frames = "requestAnimationFrame(() => requestAnimationFrame(arguments[arguments.length - 1]))"
    for limit, index in (("20px", 0), ("", -1)):
        browser.execute_script(widened, limit)
        browser.execute_async_script(two_frames)
        assert set(browser.execute_script(read)) == {index}


def test_latex_is_found_in_the_table_by_what_is_typed(table):
    table.find_element(By.ID, "q").send_keys(r"\frac{\pi^2")
    assert shown(table) == ["balls-14"]


def test_the_certificate_is_one_page_of_paper(browser, small):
    browser.get((small / "certificates" / "balls.html").as_uri())
    paper = base64.b64decode(browser.print_page())
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1


def test_run_times_come_from_their_own_file(browser, small):
    browser.get((small / "claims" / "balls-01.html").as_uri())
    assert browser.find_element(By.CSS_SELECTOR, "summary .time").text == "1 min 2 s"


def test_print_leaves_navigation_out_and_opens_what_is_folded(browser, small):
    browser.get((small / "figures" / "balls" / "shell-share.html").as_uri())
    assert browser.find_elements(By.CSS_SELECTOR, "details")
    assert not browser.find_elements(By.CSS_SELECTOR, "details[open]")
    browser.find_element(By.CSS_SELECTOR, "summary").click()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find_element(By.TAG_NAME, "nav").is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert not browser.find_elements(By.CSS_SELECTOR, "details:not([open])")
    assert len(browser.print_page()) > 10_000
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert browser.find_elements(By.CSS_SELECTOR, "details:not([open])")
    assert browser.find_elements(By.CSS_SELECTOR, "details[open]")


def test_a_formula_wider_than_paper_is_printed_smaller(browser, small):
    browser.get((small / "claims" / "balls-14.html").as_uri())
    browser.execute_script("document.querySelector('.math math').style.width = '1500px'")
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    sizes = browser.execute_script("return [...document.querySelectorAll('.math')].map((box) => box.style.fontSize)")
    assert sizes[0] != ""
    assert sizes[1] == ""
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert not browser.execute_script(
        "return [...document.querySelectorAll('.math')].some((box) => box.style.fontSize)"
    )


@pytest.mark.parametrize("typed", ["gamma", "γ", "Γ", r"\Gamma", "lambda^T", "sqrt", "plain reason", "n=3", "tsne"])
def test_the_search_reads_symbols_as_latex_as_letters_and_by_name(table, typed):
    words = r"\Gamma(n) and {\boldsymbol λ}^{T} \sqrt{2} a plain reason n = 3 t-SNE"
    found = "arguments[0].dataset.words = arguments[1]; const text = haystack(arguments[0]);"
    row = table.find_element(By.ID, "balls-01")
    split = "return plain(arguments[2]).split(' ').every(word => text.includes(word))"
    assert table.execute_script(f"{found} {split}", row, words, typed)
    assert not table.execute_script(f"{found} {split}", row, words, f"{typed} omega")


def test_a_number_an_id_and_a_word_of_a_figure_are_found(table):
    for typed, found in (("0.020", "balls-02"), ("0.0199", "balls-02"), ("balls-03", "balls-03"), ("wrinkles", "")):
        box = table.find_element(By.ID, "q")
        box.clear()
        box.send_keys(typed)
        assert (found in shown(table)) is bool(found)
    assert table.find_element(By.ID, "none").is_displayed()
    table.find_element(By.ID, "clear").click()
    assert len(shown(table)) == ROWS
    table.find_element(By.ID, "q").send_keys("rises")  # a word of an alternative text
    assert table.find_element(By.CSS_SELECTOR, "#found-figures li:not([hidden]) a").is_displayed()


def test_the_id_of_a_claim_is_an_address(browser, small):
    browser.get("about:blank")
    browser.get((small / "claims.html").as_uri() + "#balls-03")
    assert shown(browser) == ["balls-03"]


def test_the_search_of_every_page_leads_to_the_claims(browser, small):
    browser.get((small / "figures" / "balls" / "shell-share.html").as_uri())
    browser.find_element(By.ID, "find").send_keys("0.0199", Keys.ENTER)
    assert browser.current_url.endswith("claims.html#q=0.0199")
    assert "balls-02" in shown(browser)


def test_figures_are_filtered_and_the_address_keeps_it(browser, small):
    browser.get((small / "figures.html").as_uri())
    cards = "return [...document.querySelectorAll('.gallery > li:not([hidden])')].map(card => card.id)"
    assert browser.execute_script(cards) == ["balls-shell-share", "balls-pictures"]
    browser.find_element(By.CSS_SELECTOR, "input[name=answers]").click()
    assert browser.execute_script(cards) == ["balls-shell-share"]
    browser.refresh()
    assert browser.execute_script(cards) == ["balls-shell-share"]
    browser.find_element(By.ID, "q").send_keys("arrays")
    assert browser.execute_script(cards) == []
    assert "No figure" in browser.find_element(By.ID, "shown").text
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    assert len(browser.execute_script(cards)) == 2


def test_the_front_page_is_small_and_complete_at_once(browser, small):
    for folder in [small, *([BUILT] if BUILT.is_dir() else [])]:
        browser.get("about:blank")
        browser.get((folder / "index.html").as_uri())
        loaded = browser.execute_script(
            "return [performance.timing.loadEventEnd - performance.timing.navigationStart,"
            " ...performance.getEntriesByType('resource').map(entry => entry.name)]"
        )
        assert loaded[0] < 1000
        files = {folder / name.partition(f"{folder.as_uri()}/")[2] for name in loaded[1:] if name.startswith("file:")}
        assert sum(path.stat().st_size for path in {*files, folder / "index.html"}) < 500_000
        assert not any("vega" in path.name for path in files)
