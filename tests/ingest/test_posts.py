from __future__ import annotations

import pytest

from onrecord.ingest import read_text

from .conftest import post_words, posts, shown

INTRO = "The harbour master had more to say in the evening, once the board had gone home."
AFTER = "The board did not answer."
WORDS = "The pier stays open. I said so in March and I say so today."


def test_a_post_is_the_words_above_its_signature_line() -> None:
    document = read_text(f"{INTRO}\n{WORDS}\n— Ada Holm – Harbour (@adaholm) December 19, 2018\n{AFTER}")
    (post,) = posts(document)
    assert post_words(document) == [[WORDS]]
    assert [document[s] for s in post.signature] == ["Ada Holm – Harbour (@adaholm)"]
    assert (post.author, post.handle, post.date) == ("Ada Holm – Harbour", "adaholm", "2018-12-19")
    assert shown(document, "paragraph") == [INTRO, AFTER]


def test_a_signature_at_the_end_of_the_paragraph_belongs_to_it() -> None:
    document = read_text(f"{INTRO}\n\n{WORDS} — Ada Holm (@adaholm) December 19, 2018\n\n{AFTER}")
    assert post_words(document) == [[WORDS]]


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Dec 19, 2018", "2018-12-19"),
        ("Dec. 19, 2018", "2018-12-19"),
        ("19 December 2018", "2018-12-19"),
        ("2018-12-19", "2018-12-19"),
        ("(December 19, 2018)", "2018-12-19"),
        ("10:15 AM - 19 Dec 2018", "2018-12-19"),
        ("December 19, 2018 at 9:16 PM", "2018-12-19"),
        ("19. Dezember 2018", "2018-12-19"),
        ("19 de diciembre de 2018", "2018-12-19"),
        ("", None),
    ],
)
def test_dates_of_many_styles_are_read(date: str, iso: str | None) -> None:
    document = read_text(f"{INTRO}\n\n{WORDS} — Ada Holm (@adaholm) {date}\n\n{AFTER}")
    (post,) = posts(document)
    assert post.date == iso
    assert post_words(document) == [[WORDS]]


@pytest.mark.parametrize("dash", ["—", "–", "--", "-", "&mdash;", "―", "â€”"])
def test_dashes_of_many_styles_start_a_signature(dash: str) -> None:
    document = read_text(f"{INTRO}\n\n{WORDS} {dash} Ada Holm (@adaholm) May 2, 2018\n\n{AFTER}")
    assert post_words(document) == [[WORDS]]
    assert posts(document)[0].author == "Ada Holm"


@pytest.mark.parametrize(
    "name",
    [
        "Ada Holm 🐘",
        "⭐Ada⭐",
        "World Pier Union (WPU)",
        "Ada Holm, Jr.",
        "ada holm",
        "Ada - text PIER to 88",
        "Ærø Havn",
    ],
)
def test_display_names_are_kept_as_shown(name: str) -> None:
    document = read_text(f"{INTRO}\n\n{WORDS} — {name} (@adaholm) May 2, 2018\n\n{AFTER}")
    assert [p.author for p in posts(document)] == [name]


def test_dashes_in_the_words_are_no_signature() -> None:
    words = "The pier — all of it — stays"
    document = read_text(f"{INTRO}\n\n{words} — Ada Holm (@adaholm) May 2, 2018\n\n{AFTER}")
    assert post_words(document) == [[words]]


def test_links_at_the_end_are_no_words_and_links_in_the_middle_split_them() -> None:
    text = "Read https://t.co/AbC123xyZ9 before you vote. pic.twitter.com/aB3dE5fG7h — Ada Holm (@adaholm) May 2, 2018"
    document = read_text(f"{INTRO}\n\n{text}")
    assert post_words(document) == [["Read", "before you vote."]]


def test_a_link_glued_to_the_words_is_cut_off() -> None:
    text = "We voted.#PierVotehttps://t.co/AbC123xyZ9pic.twitter.com/aB3dE5fG7h — Ada Holm (@adaholm) May 2, 2018"
    assert post_words(read_text(f"{INTRO}\n\n{text}")) == [["We voted.#PierVote"]]


def test_two_posts_in_one_paragraph_share_it_at_the_first_date() -> None:
    text = (
        f"{WORDS}... — Ada Holm (@adaholm) May 2, 2018 and that is final. — Ada Holm (@adaholm) May 2, 2018"
    )
    assert post_words(read_text(f"{INTRO}\n\n{text}")) == [[f"{WORDS}..."], ["and that is final."]]


def test_an_introduction_in_the_same_paragraph_is_not_part_of_the_words() -> None:
    document = read_text(
        f"Later the harbour master tweeted on Sunday: {WORDS} — Ada Holm (@adaholm) May 2, 2018"
    )
    assert post_words(document) == [[WORDS]]
    assert shown(document, "paragraph") == ["Later the harbour master tweeted on Sunday:"]


def test_a_sentence_that_reports_the_post_is_not_part_of_the_words() -> None:
    report = "Holm tweeted about it again after the meeting."
    document = read_text(f"{report} {WORDS} — Ada Holm (@adaholm) May 2, 2018")
    assert post_words(document) == [[WORDS]]
    assert shown(document, "paragraph") == [report]


def test_a_post_in_wrapped_text_may_break_anywhere() -> None:
    words = (
        "The pier stays open for everybody, now and in the\nwinter. I said so in March and I say so today."
    )
    text = f"{words} — Ada\nHolm (@adaholm)\nDecember 19, 2018"
    document = read_text(f"{INTRO}\n\n{text}\n\n{AFTER}")
    assert post_words(document) == [[words]]
    assert (posts(document)[0].author, posts(document)[0].date) == ("Ada Holm", "2018-12-19")


def test_words_longer_than_a_post_could_be_are_cut_at_a_sentence() -> None:
    prose = (
        "The board met for four hours behind closed doors, and nobody would say a word afterwards about it. "
        * 2
    )
    document = read_text(f"{prose}{WORDS} — Ada Holm (@adaholm) May 2, 2016")
    assert post_words(document) == [[WORDS]]


def test_a_long_post_of_a_year_without_limit_is_kept_whole() -> None:
    words = (
        "The board met for four hours behind closed doors, and nobody would say a word about it. " * 5
    ).strip()
    assert post_words(read_text(f"{INTRO}\n\n{words} — Ada Holm (@adaholm) May 2, 2024")) == [[words]]


def test_a_paragraph_that_breaks_off_goes_on_in_the_next() -> None:
    text = f"{INTRO}\n\nThe pier stays open for\n\neverybody. — Ada Holm (@adaholm) May 2, 2018"
    assert post_words(read_text(text)) == [["The pier stays open for\n\neverybody."]]


def test_a_wider_gap_is_a_line_break_within_the_post() -> None:
    text = f"{INTRO}\n\n{AFTER}\n\nThe pier stays.\n\n\n\nAll of it. — Ada Holm (@adaholm) May 2, 2018\n\n{AFTER}"
    assert post_words(read_text(text)) == [["The pier stays.\n\n\n\nAll of it."]]


def test_prose_above_a_post_is_not_drawn_into_it() -> None:
    text = f"She tweeted about #piers again.\n\n{WORDS} — Ada Holm (@adaholm) May 2, 2018"
    assert post_words(read_text(text)) == [[WORDS]]


@pytest.mark.parametrize(
    "furniture", ["x ", "Skip Twitter post by @adaholm ", "Skip Twitter post 2 by @adaholm "]
)
def test_what_a_site_prints_around_a_post_is_not_its_words(furniture: str) -> None:
    document = read_text(f"{INTRO}\n\n{furniture}{WORDS} — Ada Holm (@adaholm) May 2, 2018 Report\n\n{AFTER}")
    assert post_words(document) == [[WORDS]]


def test_a_caption_is_the_words_of_a_photo_post() -> None:
    text = "Still standing. A photo posted by Ada Holm (@adaholm) on May 2, 2015 at 4:33am PDT"
    document = read_text(f"{INTRO}\n\n{text}\n\n{AFTER}")
    assert post_words(document) == [["Still standing."]]
    assert posts(document)[0].author == "Ada Holm"


def test_a_signature_may_stand_before_the_words() -> None:
    document = read_text(f"{INTRO}\n\nAda Holm (@adaholm) {WORDS} https://t.co/AbC123xyZ9\n\n{AFTER}")
    assert post_words(document) == [[WORDS]]
    assert posts(document)[0].handle == "adaholm"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm (@adaholm) is a fellow of the Pier Institute.",
        "Follow Ada Holm (@adaholm) and Bo Lind (@bolind) for more.",
        "The reporter — Ada Holm (@adaholm) — was there in the morning.",
        "Reporting by Ada Holm (@adaholm). Editing by nobody.",
    ],
)
def test_a_handle_in_prose_is_no_post(text: str) -> None:
    assert posts(read_text(f"{INTRO}\n\n{text}\n\n{AFTER}")) == []


def test_a_signature_under_a_bare_link_is_a_post_without_words() -> None:
    document = read_text(f"{INTRO}\n\nhttps://t.co/AbC123xyZ9 — Ada Holm (@adaholm) May 2, 2018\n\n{AFTER}")
    assert post_words(document) == [[]]


def test_handles_of_other_networks_are_read() -> None:
    document = read_text(f"{INTRO}\n\n{WORDS} — Ada Holm (@ada.bsky.social) May 2, 2024\n\n{AFTER}")
    assert posts(document)[0].handle == "ada.bsky.social"


def test_a_permalink_after_the_date_is_the_posts_address() -> None:
    url = "https://twitter.com/adaholm/status/1075483562410"
    document = read_text(f"{INTRO}\n\n{WORDS} — Ada Holm (@adaholm) May 2, 2018 {url}\n\n{AFTER}")
    assert posts(document)[0].url == url
