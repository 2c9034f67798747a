"""The two ways in which a file of librdkafka's properties is read."""

import re

ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)")
LETTERS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}
KCAT_LINE_BYTES = 511


def read_with_escapes(path):
    """As programs do whose values may have several lines."""
    return {name: unescape(value) for name, value in pairs(lines(path))}


def read_as_kcat(path):
    """As kcat 1.7.1 does: a longer line counts as several, and a backslash before = or : is all it takes away."""
    cut = []
    for line in lines(path):
        cut += [line[at : at + KCAT_LINE_BYTES] for at in range(0, len(line), KCAT_LINE_BYTES)]
    return dict(pairs(line.replace("\\:", ":").replace("\\=", "=") for line in cut))


def lines(path):
    with open(path, encoding="ascii", newline="\n") as file:
        return file.read().split("\n")


def pairs(texts):
    for text in map(str.strip, texts):
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise SystemExit("expected property=value")
        yield name, value


def unescape(value):
    text = ESCAPE.sub(lambda match: character(match[1]), value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def character(escaped):
    if len(escaped) == 5:
        return chr(int(escaped[1:], 16))
    return LETTERS.get(escaped, escaped)
