"""Strings that programs stumble over, by what they stumble over: of our own making, after the idea of the Big List of
Naughty Strings."""

from __future__ import annotations

WORDS_OF_PROGRAMS = (
    *"null NULL nil None undefined NaN Infinity -Infinity true False 0 -1 1e309 0x7f 1/0 -0.0".split(),
    *"__proto__ constructor hasOwnProperty toString con aux nul lpt1 . .. ... ~ - -- -rf --help".split(),
)
MARKS_OF_SYNTAX = (
    *(
        "'",
        '"',
        "`",
        "''",
        "\\",
        "\\\\",
        "\\n",
        "\\u0000",
        "%",
        "%s%n%x",
        "%00",
        "%2e%2e%2f",
        "{}",
        "{0}",
        "${x}",
        "{{7*7}}",
    ),
    *(
        "<",
        ">",
        "&",
        "&amp;",
        "&#0;",
        "&x;",
        "]]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?xml?>",
        "#",
        "##",
        "?",
        "//",
        ";",
        "|",
    ),
    *("@prefix", "<http://a>", "^^xsd:date", '"@en', "_:b0", "mg:Person", "a . b c d .", "}} GRAPH <x> {{", "# x"),
)
INJECTIONS = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "<svg/onload=alert(1)>"),
    *(
        "' OR '1'='1",
        "1; DROP TABLE articles--",
        '"; DROP ALL; #',
        "} INSERT DATA { <a> <b> <c> }",
        "=1+1",
        "+1",
        "@SUM(1)",
    ),
    *(
        "$(touch x)",
        "`touch x`",
        "; touch x",
        "| touch x",
        "../../../etc/passwd",
        "file:///etc/passwd",
        "\\\\host\\share",
    ),
)
SCRIPTS = (
    *("田中さん", "パーティー", "사회과학원", "ﺍﻟﻘﺎﻫﺮﺓ", "מִשְׁפָּט", "Ελλάδα", "Россия", "हिन्दी", "ไทย", "ትግርኛ", "ⴰⵎⴰⵣⵉⵖ"),
    *(
        "İstanbul",
        "ıssız",
        "straße",
        "STRASSE",
        "ﬀ ﬁ",
        "ǅ",
        "ᾭ",
        "Ω",
        "Å",
        "A\u030a",
        "e\u0301",
        "\u1e9e",
        "Ⅻ",
        "½",
        "²",
        "٣",
    ),
)
UNSEEN = (
    *(
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\u0085",
        "\u3000",
    ),
    *(
        "\u180e",
        "\u2060",
        "\ufffe",
        "\uffff",
        "\U0010ffff",
        "\ue000",
        "\U000e0041",
        "\x7f",
        "\x1b[31m",
        "\x0b",
        "\x0c",
        "\t",
    ),
)
PICTURES = (
    *(
        "👩\u200d👩\u200d👧\u200d👦",
        "🏳\ufe0f\u200d🌈",
        "🇰🇪",
        "👍🏿",
        "1\ufe0f\u20e3",
        "❤\ufe0f",
        "¯\\_(ツ)_/¯",
        "(╯°□°)╯︵ ┻━┻",
        "🜁",
    ),
    *("Z\u0351\u036b\u0343\u032a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e", "\u0301" * 30, "ﷺ", "𒐫", "꧅"),
)
LENGTHS = ("x" * 3_000, "x " * 1_500, "(" * 500, "é" * 255, "\u0e49" * 300)

STRINGS = tuple(
    dict.fromkeys((*WORDS_OF_PROGRAMS, *MARKS_OF_SYNTAX, *INJECTIONS, *SCRIPTS, *UNSEEN, *PICTURES, *LENGTHS))
)
