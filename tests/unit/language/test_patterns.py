"""The quick look at where a run may end never hides a match."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from spinewise.language.compiling import Needs, Weight, compile_pattern
from spinewise.language.concepts import Forms, Tagger
from spinewise.language.grammar import parse
from spinewise.language.patterns import _ends, _run

WORDS = st.sampled_from(["a", "b", "c", "<x>"])
STEPS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"({'|'.join(words)})"),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda run: f"({' '.join(run)}|b)?"),
    st.sampled_from(["...", "...1", "...2"]),
)
PATTERNS = st.builds("{} {}".format, WORDS, st.lists(STEPS, max_size=4).map(" ".join))
FORMS = st.lists(st.sampled_from(["a", "b", "c", "d", ",", "/", "_"]), max_size=10)


def read(text: str) -> tuple[Forms, ...]:
    """Return each word as its only form."""
    return tuple(frozenset({word}) for word in text.split())


@given(text=st.one_of(PATTERNS, PATTERNS.map("b? {}".format)), forms=FORMS)
@example(text="a ... (b c|b)?", forms=["a"])
@example(text="a b", forms=["a", "/", "b"])
def test_every_run_that_matches_is_seen_to_end_where_it_does(
    text: str, forms: list[str]
) -> None:
    tagged = Tagger([("x", ["b c", "c"])], read).tag(forms)
    needs = Needs()
    compiled = compile_pattern(parse(text), read, {"x"}, Weight({}), {}, needs)
    (run,), (first,) = compiled.runs, compiled.firsts
    everywhere = (1 << len(forms)) - 1
    matched = {tokens[-1] for tokens in _run(run, first, tagged, (0, len(forms)))}
    ends = _ends(run, everywhere, tagged)
    assert all(ends >> last + 1 & 1 for last in matched)
    assert not matched or not compiled.needs & needs.missing(tagged.keys())
