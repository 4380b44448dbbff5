"""The pages as files: links that lead somewhere, text that stays text, the same bytes, what a page says of a claim."""

import json
import os
import re
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import docutils.core
import pytest
from entries import ledgers
from small_site import HOSTILE, build, finished_log, pages

from recomputed.audit import VERDICTS
from recomputed.errors import BadInput
from recomputed.results import manifest, store
from recomputed.site.captions import captions
from recomputed.site.figures import describe
from recomputed.site.provenance import maker_of, provenance, steps_to
from recomputed.site.run_times import run_times

FRONT_PAGE_BYTES_MAX = 2_000_000
BUILT = Path(__file__).parents[2] / "results" / "site"


class Page(HTMLParser):
    """The addresses, ids and elements of a page."""

    def __init__(self, path: Path):
        super().__init__()
        self.addresses, self.ids, self.elements = [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.elements.append((tag, found))
        self.addresses += [found[name] for name in ("href", "src") if name in found]
        self.ids += [found["id"]] if "id" in found else []


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return build(folder)


@pytest.fixture(params=["small", "built"])
def folder(request, small) -> Path:
    """The small site, and the one of the last run where there is one."""
    if request.param == "built" and not BUILT.is_dir():
        pytest.skip("no results/site: run make")
    return small if request.param == "small" else BUILT


def test_every_link_leads_to_a_file_of_the_site_and_to_a_part_of_it(folder):
    read = {path.resolve(): Page(path) for path in folder.rglob("*.html")}
    assert sum(len(page.addresses) for page in read.values()) > 100
    for path, page in read.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme == "data":
                continue
            assert parts.scheme + parts.netloc == "", f"{path}: {address} leaves the site"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_relative_to(folder.resolve()), f"{path}: {address} leaves the site"
            assert target.is_file(), f"{path}: {address} leads nowhere"
            if parts.fragment and "=" not in parts.fragment:  # with = it is the state of the table
                assert parts.fragment in read[target].ids


def test_ids_are_unique_and_images_have_size_and_alt_text(folder):
    read = {path: Page(path) for path in folder.rglob("*.html")}
    images = [(path, found) for path, page in read.items() for tag, found in page.elements if tag == "img"]
    assert {path.parent.name for path, _ in images} >= {"articles", "claims"}
    for path, found in images:
        assert {"alt", "width", "height"} <= found.keys(), path
        assert int(found["width"]) > 0, path
    for path, page in read.items():
        assert page.ids, path
        assert len(page.ids) == len(set(page.ids)), path


def test_the_front_page_is_light_with_all_it_loads(folder):
    page = Page(folder / "index.html")
    loaded = {found.get("src") or found.get("href") for tag, found in page.elements if tag in ("script", "img", "link")}
    files = [folder / name for name in loaded if not name.startswith("data:")]
    assert (folder / "index.html").stat().st_size + sum(file.stat().st_size for file in files) < FRONT_PAGE_BYTES_MAX


def test_what_a_ledger_says_is_text_on_every_page(small):
    texts = [path.read_text(encoding="utf-8") for path in small.rglob("*.html")]
    assert sum("&lt;script&gt;alert" in text for text in texts) >= 4  # its own page, article, figure, table, front
    assert not any("<script>alert" in text for text in texts)
    assert all("<with>" not in text for text in texts)
    assert not any(f"<{tag}>" in text for text in texts for tag in ("b", "i"))  # a column, a cell
    assert HOSTILE.startswith("<script>")


def test_the_pages_are_the_same_bytes_and_only_run_times_stay_out_of_the_manifest(small, monkeypatch):
    monkeypatch.chdir(small.parents[1])
    before = {name: (small / name).read_bytes() for name in pages()}
    after = {name: text.encode() if isinstance(text, str) else text for name, text in pages().items()}
    assert before == after
    files = manifest.manifest(["results/site"], {}, {}, {})["manifest"]["files"]
    assert files.keys() == {f"results/site/{name}" for name in before} - {"results/site/run-times.js"}


def test_findings_come_by_weight_then_refuted_first_then_by_size(small):
    whole = (small / "index.html").read_text(encoding="utf-8")
    text = whole[whole.index('id="findings"') : whole.index('id="articles"')]
    places = [text.index(f'href="claims/balls-{n:02}.html"') for n in (6, 2)]
    assert places == sorted(places)
    assert 'href="claims/balls-04.html"' not in text
    assert 'href="claims/own-01.html"' not in text


def test_the_page_of_a_claim_has_numbers_rows_and_code(small):
    text = (small / "claims" / "balls-02.html").read_text(encoding="utf-8")
    assert "printed 0.5; recomputed 0.0199, outside what is allowed" in text
    assert '<tr class="used"><th scope="row">2 ▸<span class="unseen"> decides</span></th>' in text
    assert "def sheets(" in text
    assert "seed: 7" in text
    assert "<code>balls.shells</code>, <code>seed</code>" in text
    assert "<td>seed 8</td>" not in text  # its verdict is the same
    assert "With other seeds it is 0.0199." in text
    assert "<td>deskewed</td>" in text
    assert "Other seeds" not in (small / "claims" / "balls-01.html").read_text(encoding="utf-8")
    assert 'href="../figures/balls/shell-share.html"' in text


def test_hostile_columns_and_cells_are_shown_as_text(small):
    text = (small / "claims" / "balls-13.html").read_text(encoding="utf-8")
    assert ">&lt;b&gt;column&lt;/b&gt;</th>" in text
    assert ">&lt;script&gt;alert(&#39;cell&#39;)&lt;/script&gt;</td>" in text
    assert ">&lt;/td&gt;&lt;i&gt;</td>" in text


def test_an_article_is_found_by_the_title_it_was_published_under(small):
    articles = {name: (small / "articles" / f"{name}.html").read_text() for name in ("balls", "own")}
    assert "“All &lt;of&gt; shells”" in articles["balls"]
    assert "Published as" not in articles["own"]


def test_the_front_page_says_what_is_said_and_why_it_fails_in_words(small):
    text = (small / "index.html").read_text(encoding="utf-8")
    assert "<dt>The article says</dt><dd>plain words of ours</dd>" in text
    whole = (small / "articles" / "balls.html").read_text(encoding="utf-8")
    assert "<dt>Recomputed</dt><dd>off by up to 1.5 times the true value</dd>" in whole
    assert '<h3><span class="rule">In fact:</span> It is a plain reason.</h3>' in text
    assert 'href="claims.html#verdict=refuted,conditional,misprint&amp;of=published"' in text


def test_pages_have_corrections_predictions_and_totals(small):
    text = {name: (small / name).read_text(encoding="utf-8") for name in ("index.html", "articles/own.html")}
    cards = {n: (small / "claims" / f"{n}.html").read_text(encoding="utf-8") for n in ("balls-03", "own-01")}
    assert "<dt>Holds with the edit</dt><dd>stray dot</dd>" in cards["balls-03"]
    assert "<dt>Predicted</dt>" in cards["own-01"]
    assert "<dt>Published</dt>" not in cards["own-01"]
    assert "1 finding of this project, 0 figures." in text["articles/own.html"]
    totals = re.search(r'<dl class="meanings">(.*?)</dl>', text["index.html"], re.DOTALL).group(1)
    rows = re.findall(r'<tr [^>]*data-verdict="([^"]+)"[^>]*data-of="published"', (small / "claims.html").read_text())
    found = {v: int(n) for n, v in re.findall(r"<strong>(\d+)</strong>.*?<span>([a-z ]+)</span></span></a>", totals)}
    assert {verdict: number for verdict, number in found.items() if number} == Counter(rows)


def test_no_page_of_a_claim_repeats_its_search(folder):
    pages_of = {path: path.read_text(encoding="utf-8") for path in (folder / "claims").glob("*.html")}
    counts = {path: text.count("chance that one fits by coincidence") for path, text in pages_of.items()}
    assert {0, 1} == set(counts.values()), counts


def test_bounds_formulas_and_trends_are_drawn_and_the_second_route_leads_to_its_table(small):
    pages_of = {n: (small / "claims" / f"balls-{n}.html").read_text(encoding="utf-8") for n in (10, 11, 12)}
    assert "to hold: up to 10⁻⁹; largest error 1.5, outside what is allowed, on a logarithmic axis." in pages_of[10]
    assert "to hold: &gt; 0.3; least favourable of 3: 0.4 ± 0.25, outside what is allowed." in pages_of[11]
    assert "3 cells in their order, from 0.5 to −0.4; to hold: decreasing." in pages_of[12]
    assert "with the edit" in pages_of[10]
    assert re.search(r'href="../data/balls/errors.csv".*?▸ decides, second route', pages_of[10], re.DOTALL)


def test_a_figure_from_arrays_offers_them_as_tables(small):
    text = (small / "figures" / "balls" / "pictures.html").read_text(encoding="utf-8")
    assert 'href="../../data/balls/pictures/pictures.csv" download' in text
    assert (small / "data" / "balls" / "pictures" / "pictures.csv").read_text().splitlines()[
        1
    ] == "0.0,1.0,2.0,3.0,4.0,5.0"
    assert 'href="../../claims/balls-05.html"' in text  # named by the ledger


def test_steps_lead_from_the_first_rule_to_the_file_and_wildcards_count():
    rules = [
        {"name": "last", "inputs": ["b.csv", "s-2.npz"], "outputs": ["c.svg"]},
        {"name": "shard", "inputs": ["a.npz"], "outputs": ["s-{shard}.npz"]},
        {"name": "middle", "inputs": ["a.npz"], "outputs": ["b.csv"]},
        {"name": "first", "inputs": [], "outputs": ["a.npz"]},
        {"name": "other", "inputs": [], "outputs": ["d.csv"]},
    ]
    assert [rule["name"] for rule in steps_to("c.svg", rules)] == ["first", "middle", "shard", "last"]
    assert maker_of("s-10.npz", rules)["name"] == "shard"
    assert maker_of("x-10.npz", rules) is None


def test_provenance_holds_the_text_of_the_function_and_refuses_a_call_that_leads_nowhere():
    rule = {"name": "r", "call": "recomputed.site.run_times:run_times", "params": {}, "log": "r"}
    rule |= {"inputs": [], "outputs": ["a.csv"]}
    function = provenance([rule], {})["functions"][rule["call"]]
    assert function["path"] == "src/recomputed/site/run_times.py"
    assert function["text"].startswith("def run_times(")
    with pytest.raises(ModuleNotFoundError):
        provenance([rule | {"call": "articles.nowhere:f"}], {})


def test_the_number_of_shards_leaves_no_trace():
    def rules_with(shards: int) -> list[dict]:
        parts = [f"a-{n + 1}-of-{shards}.npz" for n in range(shards)]
        common = {"call": "recomputed.site.run_times:run_times", "params": {}}
        cut = {"name": "cut", "inputs": [], "outputs": ["a-{scatteritem}.npz"], "log": "a-{scatteritem}"}
        join = {"name": "join", "inputs": parts, "outputs": ["a.npz"], "log": "join"}
        use = {"name": "use", "inputs": parts, "outputs": ["b.csv"], "log": "b"}
        named = {"name": "named", "inputs": [], "log": "c"}
        named["outputs"] = ["c/{task,x|y}{shard,()}.csv" if shards == 1 else r"c/{task,x|y}{shard,-\d+-of-\d+}.csv"]
        return provenance([{**rule, **common} for rule in (cut, join, use, named)], {})["rules"]

    assert len(rules_with(1)) == 3
    assert rules_with(1) == rules_with(7)
    assert [rule["name"] for rule in steps_to("b.csv", rules_with(3))] == ["cut", "use"]
    assert maker_of("c/x.csv", rules_with(3))["name"] == "named"


def test_run_times_are_seconds_by_log_with_shards_added(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = 1_700_000_000
    for name, seconds in (("balls/shares", 3.234), ("cut-1-of-2", 1.5), ("cut-2-of-2", 1.5)):
        log = Path(f"results/logs/{name}.log")
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(finished_log(seconds))
        ended += 86_400
        os.utime(log, (ended, ended))
    Path("results/logs/stopped.log").write_text(finished_log(9).splitlines()[0])
    times, date = (
        json.loads(line.partition(" = ")[2].rstrip(";")) for line in run_times("results/logs").split(";\n")[:2]
    )
    assert date == datetime.fromtimestamp(ended, UTC).date().isoformat()
    assert times == {"results/logs/balls/shares.log": 3.23, "results/logs/cut.log": 3.0}


def test_a_figure_without_metadata_is_refused():
    with pytest.raises(BadInput, match=r"a\.svg"):
        describe(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg")


def test_a_folder_is_replaced_whole_and_a_failure_leaves_the_old_one(tmp_path):
    store.save({"a/b.txt": "1", "c.txt": b"2"}, tmp_path / "site")
    store.save({"c.txt": "3"}, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["c.txt"]
    with pytest.raises(TypeError):
        store.save({"c.txt": "4", "d.txt": 5}, tmp_path / "site")
    assert [path.read_text() for path in (tmp_path / "site").iterdir()] == ["3"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_captions_of_all_figures_are_clean_restructuredtext():
    import jinja2

    books = ledgers()
    written = captions(books)
    assert len(written) == sum(len(book["figures"]) for book in books.values()) > 50
    for place, text in written.items():
        rendered = jinja2.Template(text).render()
        docutils.core.publish_parts(rendered, writer="html", settings_overrides={"halt_level": 2, "report_level": 5})
        assert len(rendered) > 30, place


def test_every_verdict_has_a_shape_of_its_own(small):
    text = (small / "claims.html").read_text(encoding="utf-8")
    shapes = {re.search(rf'class="shape {v.replace(" ", "-")}"[^>]*>(.*?)</svg>', text).group(1) for v in VERDICTS}
    assert len(shapes) == len(VERDICTS)


def test_the_page_of_an_article_counts_what_of_its_text_is_covered(small):
    page = (small / "articles" / "balls.html").read_text(encoding="utf-8")
    assert re.search(r"sentences</th><td>5</td><td>3</td><td>2</td><td>0</td>", page)
    assert 'class="coverage"' not in (small / "articles" / "own.html").read_text(encoding="utf-8")
