"""Bytes into text, and the refusal of bytes that are none."""

from __future__ import annotations

import codecs
import re
from unicodedata import name as called

from onrecord.errors import InputEncoding, InputFormat

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or a docx, odt or epub)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf1", "an RTF document"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a", "a rar archive"),
    (b"\x1f\x8b", "a gzip archive within a gzip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1\x15", "a Parquet file"),
    (b"WARC/1.", "a WARC archive"),
    (b"\x7fELF", "a program"),
    (b"ID3\x03", "an MP3 recording"),
    (b"OggS\0", "an Ogg recording"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_WESTERN = frozenset("€‚„…‘’“”•–—™ £§©®°·«»½¿¡´ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÙÚÜßàáâãäçèéêëìíîïñòóôõöùúûü")
_GUESS_FROM = 64 * 1024
_UTF8_AGAIN = "convert it to UTF-8 (iconv -f ENCODING -t UTF-8)"


def decode(data: bytes, name: str, declared: str | None = None, *, lenient: bool = False) -> tuple[str, str]:
    """``data`` as text without a byte order mark, and how its encoding is known.

    ``declared`` is the encoding that the input names, tried after UTF-8. With
    ``lenient``, as browsers read pages, stray bytes become U+FFFD where most of the
    text decodes. Raises InputFormat for what is no text and InputEncoding for text in
    an encoding that cannot be told.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _sane(data[len(mark) :].decode(encoding), name), f"{encoding} by byte order mark"
            except UnicodeDecodeError as error:
                raise InputEncoding(
                    name, f"has a byte order mark of {encoding} but byte {error.start} is not", _UTF8_AGAIN
                ) from None
    refuse_binary(data, name)
    try:
        return _sane(data.decode("utf-8"), name), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if declared and (text := _decoded(data, declared)) is not None:
        return _sane(text, name), f"{declared.lower()} as declared"
    return _guessed(data, name, broken, lenient)


def refuse_binary(data: bytes, name: str) -> None:
    """Raises InputFormat when ``data`` starts like a known file that is no text, or holds NULs."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputFormat(name, f"is {kind}, not text", "extract its text first")
    if data[4:8] == b"ftyp":
        raise InputFormat(name, "is a video or recording, not text", "extract its text first")
    at = data.find(b"\0")
    if at >= 0:
        raise InputFormat(name, f"is binary (NUL at byte {at}), not text", "give a text, HTML or JSONL file")


def _guessed(data: bytes, name: str, broken: UnicodeDecodeError, lenient: bool) -> tuple[str, str]:
    """Text in an encoding that nothing declares."""
    replaced = data.decode("utf-8", "replace")
    bad = replaced.count("�")
    if lenient and _is_utf8_in_part(data) and bad < 0.002 * len(replaced):
        return _sane(replaced, name), f"utf-8 with {bad} stray bytes replaced"
    western = _decoded(data, "cp1252")
    if western is not None and _is_western(western) and not _is_utf8_in_part(data):
        return _sane(western, name), "cp1252 (guessed)"
    if not _is_utf8_in_part(data):
        encoding = _detected(data[:_GUESS_FROM])
        text = _decoded(data, encoding) if encoding else None
        if text is not None and not _C1.search(text) and not _is_stray(text):
            return _sane(text, name), f"{encoding} (guessed)"
    raise InputEncoding(
        name, f"is not UTF-8 (byte {broken.start}) nor another encoding that can be told", _UTF8_AGAIN
    )


def _is_western(text: str) -> bool:
    high = [c for c in text if c >= "\x80"]
    return len(high) < 0.2 * len(text) and sum(c in _WESTERN for c in high) >= 0.95 * len(high)


def _is_stray(text: str) -> bool:
    """Whether a few letters of another script stand in Latin text: bytes that are none."""
    letters = [c for c in text if c.isalpha()]
    other = sum(not called(c, "").startswith("LATIN") for c in letters if c >= "\x80")
    return 0 < other < 0.2 * len(letters)


def _is_utf8_in_part(data: bytes) -> bool:
    """Whether characters of UTF-8 stand beside bytes that are not: two encodings in one text."""
    return re.search(rb"[\xc3-\xdf][\x80-\xbf](?![\x80-\xff])|[\xe1-\xef][\x80-\xbf]{2}", data) is not None


def _detected(head: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best else None


def _decoded(data: bytes, encoding: str) -> str | None:
    """None when the bytes are not in ``encoding``, or there is no such encoding."""
    try:
        codec = codecs.lookup(encoding)
        if not getattr(codec, "_is_text_encoding", True):
            return None
        # As browsers do: pages that say Latin-1 are written in Windows-1252.
        name = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _sane(text: str, name: str) -> str:
    """``text``, unless so much of it is control characters that it is none."""
    if len(_CONTROL.findall(text)) > 0.01 * len(text) + 3:
        raise InputFormat(name, "is mostly control characters, not text", "give a text, HTML or JSONL file")
    return text
