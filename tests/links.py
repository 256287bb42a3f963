# SPDX-License-Identifier: GPL-2.0-or-later
"""Links between Markdown pages that lead nowhere: to a file that is not there, or to a heading that
the page does not have."""

import functools
import glob
import os
import re

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.M)
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)


@functools.lru_cache(None)
def anchors(path):
    """As GitHub and GitLab name the headings of a page."""
    text = read(path)
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(text)}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def dead_links(top, pages="**/*.md"):
    """["PAGE: LINK", …] for the pages below a folder; links to the network are not looked at."""
    dead = []
    for page in sorted(glob.glob(os.path.join(top, pages), recursive=True)):
        for link in LINK.findall(CODE.sub("", read(page))):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = link.partition("#")
            path = os.path.join(os.path.dirname(page), name) if name else page
            if not os.path.exists(path) or (anchor and anchor not in anchors(path)):
                dead.append(f"{os.path.relpath(page, top)}: {link}")
    return dead
