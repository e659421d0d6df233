"""The tags of an HTML file with the names of their attributes, a line each."""

import html.parser
import sys


class Skeleton(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        print(tag, *[name for name, _ in attrs])

    def handle_endtag(self, tag):
        print("/" + tag)

    def handle_comment(self, data):
        print("comment")


with open(sys.argv[1], encoding="utf-8", newline="") as page:
    parser = Skeleton()
    parser.feed(page.read())
    parser.close()
