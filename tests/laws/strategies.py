"""What Hypothesis draws from: words of three alphabets, pieces of Markdown friendly and hostile, mappings, dates.

Text is what a file may hold after reading: any Unicode but surrogates, which UTF-8 cannot carry.
"""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЁЙЯabcçdefgğhıijklmnoöprsştuüvyzIİŞQWX019 -"
ODD = "\u0301\u0306\u0307\u200d\ufe0f😀👩🏽🇹🇷ﷺ中ا\u00a0\u3000ﬁßǅ"

words = st.text(st.sampled_from(LETTERS + ODD), max_size=12)
any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
"""Also controls, private use and unassigned characters: what a hostile file holds."""
printable_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=20)

section_ids = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
fact_references = st.from_regex(r"[A-Z]{2}\.[a-z_]{1,8}(\|number)?", fullmatch=True)
targets = st.sampled_from(["b.md", "../c/d.md#x", "https://example.org/ж?a=1&b=2", "mailto:a@example.org", "#x"])

plain_words = st.text(st.sampled_from("абвгдеёжзийклмнabcdefghıişğ"), min_size=1, max_size=8)
"""Letters only: nothing that Markdown gives a meaning."""
sentences = st.lists(plain_words, min_size=1, max_size=6).map(" ".join)

SNIPPETS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=javascript:alert(1)>",
    "</p>", "<b", "<!--", "-->", "<!-- x -->", "<![CDATA[", "<?php", "<iframe srcdoc='<script>'>", "<style>*{}</style>",
    "<math><mi>", "<base href=//x>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))", "[x](java\tscript:alert(1))", "[x](data:text/html,x)", "[x](vbscript:x)",
    "[x](//evil.example)", "[x](slot:3)", "[x](b.md \"a\" onclick=x)", "[x](b.md '\"><script>')", "[x](<javascript:x>)",
    "![x](javascript:x)", "![\"><script>](x.png)", "![x](x.png \"onerror=x\")", "[x][r]",
    "\n\n[r]: javascript:alert(1)\n\n", "\n[r]: x.md \"<script>\"\n", "<javascript:alert(1)>",
    "<https://example.org/\"onclick=x>", "<a@b.c>", "{: onclick=alert(1) }", "{: style=\"x\" }", "{#x\" onclick=\"y}",
    "\n## А {#a\"onclick=x}\n", "\n## Б {: #b onclick=x }\n", "\n# x\n", "\n### <b>\n", "\n===\n", "\n---\n", "[[TR.x]]",
    "[[TR.x|number]]", "[[<script>]]", "[[", "]]", "`", "``", "`<b>`", "\n\n    <script>\n\n", "\n```html\n<script>\n```\n",
    "\n!!! danger \"<script>\"\n    x\n", "\n!!! x\" onclick=\"y\n    z\n", "\n!!! a b c\n", "[^\"><script>]",
    "\n\n[^\"><script>]: x\n\n", "[^1]", "\n\n[^1]: <b> [x](javascript:x)\n\n", "\n*[HTML]: \" onclick=x <script>\n",
    "HTML", "\n|a|b|\n|:-|-:|\n|[[TR.x|number]]|<b>|\n", "|", "\n- ", "\n1. ", "\n9. ", "\n> ", "\n:   ", "    ", "\t",
    "\\", "&lt;script&gt;", "&#60;script&#62;", "&", "&amp;", "\x02", "\x03", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03",
    "\ue000F0\ue001", "\ue000S0\ue001", "\ue002", "*", "**", "_", "***", "~~", "  \n", "\n\n", "\n", "\u2028", "\u202e",
    "\x00", "\x0c", "\u00a0",
]
hostile_markdown = st.lists(st.one_of(st.sampled_from(SNIPPETS), any_text, plain_words), max_size=14).map("".join)

scalars = st.one_of(printable_text, st.sampled_from([
    "no", "0212", "12:30", "~", "null", "", "on", "<<", "=", "2026-10-01", "- a", "a: b", "#"]))
mappings = st.recursive(
    st.dictionaries(scalars, scalars, min_size=1, max_size=4),
    lambda inner: st.dictionaries(scalars, st.one_of(scalars, inner, st.lists(st.one_of(scalars, inner), max_size=3)),
                                  min_size=1, max_size=4),
    max_leaves=12)
