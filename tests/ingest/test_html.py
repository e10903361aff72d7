from __future__ import annotations

import gzip

import pytest

from onrecord.errors import InputEmpty, InputFormat
from onrecord.ingest import Options, read_html

from .conftest import Write, only_document, only_error, post_words, posts, shown

PROSE = [
    "The harbour board met on Tuesday evening to decide what becomes of the old grain pier.",
    "Four of its five members want it gone before the winter storms arrive, the fifth does not.",
    "“I have stood on that pier since the mill closed,” said Ada Holm, who voted against the plan.",
    "The board expects the work to take eleven weeks and to cost about $3 million.",
]
TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The pier stays <a href="https://t.co/AbC123xyZ9">'
    "https://t.co/AbC123xyZ9</a> &amp; that is final.<br>All of it. "
    '<a href="https://t.co/zYx987cbA1">pic.twitter.com/zYx987cbA1</a></p>&mdash; Ada Holm – Harbour (@adaholm) '
    '<a href="https://twitter.com/adaholm/status/1075483562410?ref_src=twsrc%5Etfw">December 19, 2018</a></blockquote>'
)
BLUESKY = (
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3kxyz"><p lang="en">The '
    'pier stays.<br><br><a href="https://bsky.app/profile/did:plc:abc/post/3kxyz?ref_src=embed">[image or embed]</a>'
    '</p>&mdash; Ada Holm (<a href="https://bsky.app/profile/did:plc:abc?ref_src=embed">@ada.bsky.social</a>) '
    '<a href="https://bsky.app/profile/did:plc:abc/post/3kxyz?ref_src=embed">May 2, 2024 at 3:14 PM</a></blockquote>'
)
INSTAGRAM = (
    '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/AbC/"><div><a '
    'href="https://www.instagram.com/p/AbC/">View this post on Instagram</a><p>The pier stays.</p><p>A post shared '
    "by Ada Holm (@adaholm) on May 2, 2018 at 4:33am PDT</p></div></blockquote>"
)


def page(middle: str = "", head: str = "", lang: str = "en") -> str:
    first, *rest = (f"<p>{p}</p>" for p in PROSE)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Board votes - Harbour News</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/pier'>Pier</a></nav><article><h1>Board votes</h1>{first}{middle}"
        f"{''.join(rest)}</article><footer>All rights reserved. Imprint. Contact.</footer></body></html>"
    )


def test_the_main_text_is_its_paragraphs_and_nothing_around_them() -> None:
    document = read_html(page())
    assert shown(document, "paragraph") == PROSE
    assert "Imprint" not in document.text


def test_headings_and_list_items_are_blocks_of_their_kind() -> None:
    document = read_html(
        page(
            "<h2>What it costs</h2><ul><li>Three million for the work.</li><li>One for the timber.</li></ul>"
        )
    )
    assert "What it costs" in shown(document, "heading")
    assert shown(document, "list_item") == ["Three million for the work.", "One for the timber."]


def test_entities_are_decoded_and_white_space_collapsed() -> None:
    document = read_html(
        page(
            "<p>Tide &amp; time\n   wait for\t<b>no&nbsp;pier</b>, she said &ndash; twice, and then again.</p>"
        )
    )
    assert "Tide & time wait for no" in document.text


@pytest.mark.parametrize(
    "wrapper",
    [
        "{}",
        '<div class="embed social twitter-embed">{}<script>1</script></div>',
        "<figure><div>{}</div></figure>",
    ],
)
def test_an_embedded_post_keeps_place_words_signature_and_link(wrapper: str) -> None:
    document = read_html(page(wrapper.format(TWEET)))
    (post,) = posts(document)
    assert post_words(document) == [["The pier stays", "& that is final.\nAll of it."]]
    assert [document[s] for s in post.signature] == ["Ada Holm – Harbour (@adaholm)"]
    assert (post.author, post.handle, post.date) == ("Ada Holm – Harbour", "adaholm", "2018-12-19")
    assert post.url is not None
    assert post.url.startswith("https://twitter.com/adaholm/status/1075483562410")
    assert [b.kind for b in document.blocks].index("post") == shown(document).index(PROSE[0]) + 1


def test_an_embed_from_another_network_is_a_post() -> None:
    (post,) = posts(document := read_html(page(BLUESKY)))
    assert post_words(document) == [["The pier stays."]]
    assert (post.author, post.handle, post.date) == ("Ada Holm", "ada.bsky.social", "2024-05-02")
    (post,) = posts(document := read_html(page(INSTAGRAM)))
    assert post_words(document) == [["The pier stays."]]
    assert (post.handle, post.date, post.url) == ("adaholm", "2018-05-02", "https://www.instagram.com/p/AbC/")


def test_a_blockquote_without_class_but_with_signature_and_permalink_is_a_post() -> None:
    document = read_html(page(TWEET.replace(' class="twitter-tweet"', "")))
    assert posts(document)[0].handle == "adaholm"


def test_a_post_that_lost_its_markup_is_found_by_its_signature() -> None:
    document = read_html(page("<p>The pier stays. — Ada Holm (@adaholm) May 2, 2018</p>"))
    assert post_words(document) == [["The pier stays."]]


@pytest.mark.parametrize(
    "shell",
    [
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/adaholm/status/1"></a></blockquote>',
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/adaholm/status/1">Tweet deleted</a></blockquote>',
        '<blockquote class="mastodon-embed"><a href="https://m.example/@ada/1"><div>Post by @ada@m.example</div></a></blockquote>',
    ],
)
def test_an_embed_without_words_leaves_nothing(shell: str) -> None:
    document = read_html(page(shell))
    assert shown(document, "paragraph") == PROSE
    assert posts(document) == []


def test_an_ordinary_blockquote_is_no_post() -> None:
    assert (
        posts(
            read_html(
                page("<blockquote><p>The sea gives and the sea takes, said the old charter.</p></blockquote>")
            )
        )
        == []
    )


def test_a_page_that_holds_our_own_marks_is_read_as_it_is() -> None:
    document = read_html(
        page(f"<p>The word xonrecordpost7x0 stands in this paragraph of the story.</p>{TWEET}")
    )
    assert "The word xonrecordpost7x0 stands" in document.text
    assert len(posts(document)) == 1


def test_a_page_too_short_for_a_main_text_is_read_whole() -> None:
    document = read_html(
        f"<title>x</title><script>var a</script><p>The pier stays.</p><ul><li>All of it.</li></ul>{TWEET}"
    )
    assert shown(document)[:2] == ["The pier stays.", "All of it."]
    assert len(posts(document)) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "<p>The pier stays.<div></p><b>",
        "<html><p>The pier stays",
        "<p>The pier stays.</p></html></html><table>",
    ],
)
def test_broken_markup_is_recovered(broken: str) -> None:
    assert read_html(broken).text.startswith("The pier stays")


def test_a_page_without_text_is_empty(write: Write) -> None:
    assert isinstance(
        only_error(write("a.html", "<html><body><div id=app></div><script>go()</script></body></html>")),
        InputEmpty,
    )


def test_a_declared_encoding_is_used(write: Write) -> None:
    text = "Der Steg bleibt für alle geöffnet, sagte die Vorsitzende."
    data = f'<html><head><meta charset="iso-8859-1"></head><body><p>{text}</p>'.encode("latin-1")
    document = only_document(write("a.html", data))
    assert document.text == text
    assert "iso-8859-1 as declared" in document.provenance["text"]


def test_a_stray_byte_in_a_page_costs_one_character(write: Write) -> None:
    data = page().encode().replace(b"Tuesday", b"Tues\xffday")
    document = only_document(write("a.html.gz", gzip.compress(data)))
    assert "Tues\ufffdday" in document.text
    assert "1 stray bytes" in document.provenance["text"]


def test_a_page_in_another_language_is_read_and_says_so() -> None:
    german = " ".join(
        ["Der alte Getreidesteg im Hafen bleibt vorerst stehen, und niemand weiß, wie lange das gut geht."]
        * 3
    )
    document = read_html(f'<html lang="en"><body><article><p>{german}</p></article></body></html>')
    assert document.language == "de"


def test_options_fill_what_the_page_does_not_say() -> None:
    options = Options(publisher="Given", title="Given", url="https://harbour.example/a")
    document = read_html(page(head='<meta property="og:site_name" content="Harbour News">'), options)
    assert (document.publisher, document.title, document.url) == (
        "Harbour News",
        "Board votes",
        "https://harbour.example/a",
    )
    assert document.provenance["url"] == "option --url"


def nested(depth: int) -> str:
    return f"<html><body><p>It was first.</p>{'<div>' * depth}<p>It was deep.</p>{'</div>' * depth}<p>It was last."


@pytest.mark.parametrize("depth", [200, 300, 900])
def test_a_deep_page_is_read_whole(depth: int) -> None:
    document = read_html(nested(depth))
    assert document.text == "It was first.\n\nIt was deep.\n\nIt was last."
    assert "note" not in document.provenance


def test_a_page_that_is_too_deep_says_so() -> None:
    document = read_html(nested(3000))
    assert document.text == "It was first."
    assert document.provenance["note"].startswith("its elements are nested more than 2,000 deep")
    with pytest.raises(InputFormat, match="nested more than 2,000 deep"):
        read_html("<html><body>" + "<div>" * 3000 + "It was deep.")


def test_a_tag_keeps_its_first_attributes_and_all_its_words() -> None:
    many = " ".join(f"data-a{n}='{n}>'" if n == 900 else f'data-a{n}="{n}"' for n in range(3000))
    document = read_html(f"<html><body><p {many.replace('>', '')}>It was first.</p><p>It was last.</p>")
    assert document.text == "It was first.\n\nIt was last."
    picture = "x" * 20_000
    document = read_html(page(f'<img src="{picture}"><a href="/a" title=\'"\'>It was first.</a>'))
    assert "It was first." in document.text
