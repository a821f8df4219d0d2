"""The question and its answer in one paragraph, with figures."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.blocks import Block, Context, heading, paragraph
from framing.show.findings import (
    FEWEST_TEMPTING,
    LEVEL,
    Finding,
    conclusions,
    counted,
    fallen_findings,
)
from framing.show.numbers import count, day, percent, points, points_range
from framing.show.results import FALLS, FEWEST_ARTICLES
from framing.show.rows import rows_of

MOST_TOLD = 3  # findings in the answer; the section that follows has all
MOST_ALIKE = 2  # concepts named alike that the answer mentions


def answer_section(context: Context, findings: Sequence[Finding]) -> list[Block]:
    """Return the question as the study puts it, and the answer the tables give."""
    results, language = context.results, context.language
    blocks = [heading(context.say("h_answer"), "answer")]
    question = results.question.get(language) or results.question.get("ar") or ""
    if question:
        blocks.append(paragraph(question, "question"))
    sentences = described(context) if results.descriptive else answered(context, findings)
    blocks.append(paragraph("\n".join(sentences), "answer"))
    return blocks


def answered(context: Context, findings: Sequence[Finding]) -> list[str]:
    """Return the sentences of an answer that compares outlets."""
    sentences = [_scope(context)]
    sentences += [" ".join(finding_sentences(context, x)) for x in findings[:MOST_TOLD]]
    rows = conclusions(context.results)
    if len(rows) and not findings:
        sentences.append(context.say("answer_none_holds"))
    sentences += _fallen(context, int((rows["verdict"] == FALLS).sum()))
    told = set(rows["concept"])
    silent = [c for c in context.results.concepts if c not in told and _all_alike(context, c)]
    for concept in silent[:MOST_ALIKE]:
        tests = context.counted(_tests(context, concept), "pair")
        name = context.subject(concept)
        sentences.append(context.say("finding_same", concept=name, tests=tests))
    if len(sentences) == 1 and not len(counted(context.results)):
        sentences.append(context.say("nothing_found", voices=context.voices()))
    return [*sentences, context.say("answer_close")]


def _fallen(context: Context, n: int) -> list[str]:
    """Say how many differences do not hold, and name the largest on mentions enough."""
    fallen = fallen_findings(context.results)
    if not fallen:
        return []
    return [
        context.say(
            "answer_fallen",
            n=context.counted(n, "difference", after=True),
            fewest=context.counted(FEWEST_TEMPTING, "mention"),
            **finding_blanks(context, fallen[0]),
        )
    ]


def finding_blanks(context: Context, finding: Finding) -> dict[str, str]:
    """Return what fills the blanks of every phrase that tells of a finding."""
    names, more, less = context.names, finding.more, finding.less
    return {
        "concept": context.subject(finding.concept, finding.target),
        "label": names.label(finding.concept, finding.label),
        "more": names.outlet(more.outlet),
        "less": names.outlet(less.outlet),
        "share_more": percent(more.share),
        "share_less": percent(less.share),
        "n_more": count(more.n_mentions),
        "n_less": count(less.n_mentions),
        "total_more": count(more.n_concept),
        "total_less": count(less.n_concept),
        "points": points(finding.difference, plus=False),
        "ci": points_range(finding.ci_low, finding.ci_high),
    }


def finding_sentences(context: Context, finding: Finding) -> list[str]:
    """Return one finding in words: both shares, their intervals, the difference."""
    blanks = finding_blanks(context, finding)
    sentences = [context.say("finding", **blanks)]
    if finding.instead != finding.label:
        instead = context.names.label(finding.concept, finding.instead)
        sentences.append(context.say("finding_instead", less=blanks["less"], instead=instead))
    if finding.unchecked:
        kinds = context.say("or_join").join(context.say(f"kind_{x}") for x in finding.unchecked)
        sentences.append(context.say("finding_unchecked", kinds=kinds))
    return sentences


def described(context: Context) -> list[str]:
    """Return the sentences of an answer about a few articles, which speaks of no outlet."""
    results = context.results
    mentions = counted(results)
    sentences = [
        context.say(
            "described_scope",
            articles=context.counted(len(results.index), "article", after=True),
            fewest=context.counted(FEWEST_ARTICLES, "article", after=True),
            mentions=context.counted(len(mentions), "mention"),
            voices=context.voices(),
        )
    ]
    if not len(mentions):
        sentences.append(context.say("nothing_found", voices=context.voices()))
    for concept in results.concepts:
        told = _described_concept(context, concept)
        sentences += [told] if told else []
    return [*sentences, context.say("described_close")]


def _described_concept(context: Context, concept: str, most: int = 3) -> str:
    table = counted(context.results)
    table = table[table["concept"] == concept]
    if not len(table):
        return ""
    grouped = table.groupby("label").agg(n=("start", "size"), a=("article_id", "nunique"))
    ordered = grouped.reset_index().sort_values(["n", "label"], ascending=[False, True])
    labels = [
        context.say(
            "described_label",
            label=context.names.label(concept, row.label),
            n=count(row.n),
            share=percent(row.n / len(table)),
            articles=context.counted(row.a, "article", after=True),
        )
        for row in rows_of(ordered.head(most))
    ]
    return context.say(
        "described_concept",
        concept=context.subject(concept),
        mentions=context.counted(len(table), "mention"),
        articles=context.counted(table["article_id"].nunique(), "article", after=True),
        labels=context.join(labels),
    )


def _scope(context: Context) -> str:
    results = context.results
    days = results.index["published"].dropna()
    period = ""
    if len(days):
        first, last = (day(x, context.language) for x in (days.min(), days.max()))
        period = context.say("scope_period", first=first, last=last)
    return context.say(
        "scope",
        articles=context.counted(len(results.index), "article", after=True),
        outlets=context.counted(results.index["outlet"].nunique(), "outlet", after=True),
        period=period,
        mentions=context.counted(len(counted(results)), "mention"),
        voices=context.voices(),
    )


def _all_alike(context: Context, concept: str) -> bool:
    """Tell whether pairs of outlets were tested on a concept and none differed."""
    table = context.results.tables["comparisons"]
    rows = table[(table["concept"] == concept) & table["q_value"].notna()]
    return len(rows) > 0 and bool((rows["q_value"] >= LEVEL).all())


def _tests(context: Context, concept: str) -> int:
    """Return how many pairs of outlets were tested on a concept."""
    table = context.results.tables["comparisons"]
    rows = table[(table["concept"] == concept) & table["q_value"].notna()]
    return len(rows)
