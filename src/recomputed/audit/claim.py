"""A claim as its ledger states it: made once when a ledger is read, and the same for every module."""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from recomputed.audit.formula_claims import completed, texts
from recomputed.audit.printed import Printed, parse
from recomputed.audit.range_words import named
from recomputed.formulas.tolerance import TOLERANCE

RELATIONS: dict[str, Callable] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
SAME_NAME = {"id", "title", "where", "kind", "unit", "search", "weight", "says", "why", "remark", "varies"}
SAME_NAME |= {"not_checkable", "open", "relation", "bound", "direction", "tolerance", "origin", "no_range", "measures"}


@dataclass(frozen=True)
class Evidence:
    """Cells of a results table: those in `column`, in the rows that `row` selects (column -> value or list of values).

    halfwidth: the column with half of each 95 % interval; samples: the column with the number of samples behind it;
    x: the column that orders a trend; over: the column or two columns of thresholds, sizes or rates at each of whose
    values, or pairs of values, the claim is checked; limit: of the links of a formula, the column with the error
    granted to each.
    """

    file: str = ""
    column: str = ""
    row: dict = field(default_factory=dict)
    halfwidth: str = ""
    x: str = ""
    samples: str = ""
    over: tuple[str, ...] = ()
    limit: str = ""

    def overlaid(self, changes: dict) -> "Evidence":
        """Give the evidence with the entries of `changes` in place of its own, key by key inside `row`."""
        return replace(self, **_evidence({**changes, "row": self.row | changes.get("row", {})}))

    @property
    def other_columns(self) -> tuple[str, ...]:
        """Name the columns beside that of the cells; "" for one that the claim does not use."""
        return self.halfwidth, self.x, self.samples, *self.over, self.limit

    @property
    def selection(self) -> str:
        """Name the row and the column, as they follow the name of the file."""
        row = ", ".join(f"{name} = {value}" for name, value in self.row.items())
        return f"{f' [{row}]' if row else ''} {self.column}"

    def __str__(self) -> str:
        """Name file, row and column in one line."""
        return self.file + self.selection


@dataclass(frozen=True)
class Variant:
    """An edit or a condition under which the claim is tried again: in words, and the fields of the claim it changes.

    Under `evidence` stand only the entries of the evidence that change, as a dict.
    """

    words: str
    changes: dict


@dataclass(frozen=True)
class SecondRoute:
    """Another way to the same cells: its name (simulation, mpmath, closed form) and its evidence."""

    route: str
    evidence: Evidence


@dataclass(frozen=True)
class Claim:
    """A published claim; a field that the ledger leaves out is empty. See workflow/schemas/ledger.schema.yaml.

    printed: the texts as printed, one for each number, word or formula. measures: what the recomputed number counts, in
    words. formulas: LaTeX, letter by letter. origin: see recomputed.audit.ORIGINS. evidence: None where no computation
    settles the claim, or none does so yet (open). tolerance: the relative error granted to an identity, or the spread
    granted to a constant trend.
    """

    id: str
    title: str
    where: str
    kind: str
    printed: tuple[str, ...]
    unit: str = ""
    formulas: tuple[str, ...] = ()
    evidence: Evidence | None = None
    relation: str = ""
    bound: float = 0.0
    direction: str = ""
    tolerance: float = 0.0
    conditional: Variant | None = None
    edit: Variant | None = None
    second_route: SecondRoute | None = None
    search: str = ""
    weight: int = 1
    says: str = ""
    why: str = ""
    remark: str = ""
    no_range: str = ""
    varies: str = ""
    not_checkable: str = ""
    open: bool = False
    origin: str = "printed"
    measures: str = ""
    decimal_comma: bool = False  # numbers of this article: 1.000,5 and not 1,000.5
    ranges: dict = field(default_factory=dict)  # of this article: a column of `over` -> its name for readers

    @property
    def range_names(self) -> tuple[str, ...]:
        """Name the columns of `over` for a reader: as the ledger does, else by their words and units."""
        return tuple(self.ranges.get(column) or named(column) for column in self.evidence.over)

    @property
    def sign(self) -> int:
        """Give 1 where the bound limits from above (< and <=), else -1."""
        return 1 if self.relation.startswith("<") else -1

    @property
    def files(self) -> set[str]:
        """Name the tables that decide the claim: as printed, under its condition or edited."""
        changed = [variant.changes.get("evidence", {}) for variant in (self.conditional, self.edit) if variant]
        return {file for file in (self.evidence and self.evidence.file, *(c.get("file") for c in changed)) if file}

    def within_bound(self, x):
        """Say whether `x`, a number or an array, stands in `relation` to `bound`."""
        return RELATIONS[self.relation](x, self.bound)

    def overlaid(self, part: str) -> "Claim":
        """Give the claim as one part of the check has it: "conditional", "edit", or "" for the claim as printed."""
        if not part:
            return self
        changes = getattr(self, part).changes
        evidence = self.evidence.overlaid(changes.get("evidence", {}))
        return replace(self, **{**changes, "evidence": evidence})

    def changed(self, part: str, **changes) -> "Claim":
        """Give the claim with other fields in one part of the check; see `overlaid`."""
        if not part:
            return replace(self, **changes)
        variant = getattr(self, part)
        return replace(self, **{part: replace(variant, changes=variant.changes | changes)})

    def by_second_route(self) -> "Claim":
        """Give the claim with the evidence of its second route."""
        return replace(self, evidence=self.second_route.evidence)

    def read(self, text: str) -> Printed | None:
        """Read a number as this claim prints it; None where `text` is no number."""
        return parse(text, about=self.kind == "about", decimal_comma=self.decimal_comma)

    def with_unit(self, text: str) -> str:
        """Put the unit, where there is one, behind `text`."""
        return f"{text} {self.unit}" if self.unit else text


def claims_of(ledger: dict) -> list[Claim]:
    """Make the claims of `ledger`, parsed YAML that follows the schema, in its order."""
    own = {"decimal_comma": bool(ledger.get("decimal_comma")), "ranges": ledger.get("ranges", {})}
    return [replace(from_entry(entry, ledger.get("article", "")), **own) for entry in ledger["claims"]]


def from_entry(entry: dict, article: str = "") -> Claim:
    """Make a claim from its entry in the ledger of `article`."""
    entry = completed(entry, article)
    fields = _fields(entry)
    if "evidence" in entry:
        fields["evidence"] = Evidence(**_evidence(entry["evidence"]))
    for part, words in (("conditional", "condition"), ("edit", "change")):
        if part in entry:
            fields[part] = Variant(entry[part][words], _fields(entry[part]))
    if "second_route" in entry:
        route = entry["second_route"]
        fields["second_route"] = SecondRoute(route["route"], Evidence(**_evidence(route["evidence"])))
    return Claim(**({"tolerance": TOLERANCE} if entry["kind"] == "identity" else {}) | fields)


def _evidence(entry: dict) -> dict:
    """Give the fields of evidence from its entry; `over` may be one column or a list of two."""
    over = entry.get("over", ())
    return {**entry, "over": (over,) if isinstance(over, str) else tuple(over)} if over else entry


def _fields(entry: dict) -> dict:
    """Give the plain fields of a claim or of a part of it; evidence stays as the ledger has it."""
    fields = {key: value for key, value in entry.items() if key in SAME_NAME | {"evidence"}}
    if "published" in entry:
        published = entry["published"]
        fields["printed"] = (published,) if isinstance(published, str) else tuple(published)
    if "formula" in entry:
        fields["formulas"] = tuple(texts(entry))
    return fields
