"""Reads a report of `kiln check` as those read it that it is made for, and prints what they see.

    check_reports.py junit|sarif|gitlab|github|markdown FILE

Ends with an error where the format is not kept: element and attribute names, order and counts of JUnit as in
windyroad's JUnit.xsd; objects and properties of SARIF 2.1.0 and what GitHub's code scanning wants of them;
GitLab's Code Quality format; workflow commands as the runner takes them apart; Markdown through cmark-gfm.
"""
import html.parser
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree


def hold(condition, what):
    if not condition:
        sys.exit(f"{sys.argv[1]}: {what}")


def show(*cells):
    print(" | ".join(json.dumps(str(cell), ensure_ascii=False)[1:-1] for cell in cells))


def junit(text):
    suites = ElementTree.fromstring(text)
    hold(suites.tag == "testsuites" and not suites.attrib, "the root is testsuites, without attributes")
    for number, suite in enumerate(suites):
        hold(suite.tag == "testsuite", f"a suite is no {suite.tag}")
        hold(set(suite.attrib) == {"id", "name", "package", "hostname", "timestamp", "tests", "failures", "errors",
                                   "skipped", "time"}, f"attributes of a suite: {sorted(suite.attrib)}")
        hold(suite.get("id") == str(number) and suite.get("name") and suite.get("hostname"), "a suite's name")
        hold(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp")), "a suite's time")
        tags = [child.tag for child in suite]
        cases = suite.findall("testcase")
        hold(tags == ["properties"] + ["testcase"] * len(cases) + ["system-out", "system-err"], f"order: {tags}")
        names = [case.get("name") for case in cases]
        hold(len(set(names)) == len(names), f"two tests have one name: {names}")
        counts = {"tests": len(cases), "failures": 0, "errors": 0, "skipped": 0}
        show("suite", suite.get("name"))
        for case in cases:
            hold(set(case.attrib) == {"classname", "name", "time"}, f"attributes of a test: {sorted(case.attrib)}")
            hold(float(case.get("time")) >= 0 and len(case) <= 1, "a test's time and outcome")
            for outcome in case:
                hold(outcome.tag in ("failure", "error"), f"an outcome is no {outcome.tag}")
                hold(set(outcome.attrib) == {"message", "type"} and not len(outcome), "an outcome's attributes")
                counts[outcome.tag + "s"] += 1
                show(outcome.tag, case.get("name"), outcome.get("type"), outcome.get("message"))
            if not len(case):
                show("passed", case.get("name"))
        for key, count in counts.items():
            hold(suite.get(key) == str(count), f"{key} is {suite.get(key)}, there are {count}")
        for line in (suite.findtext("system-out") or "").splitlines():
            show("out", line)


def keys(value, required, optional=()):
    hold(isinstance(value, dict), f"no object: {value!r}")
    hold(set(required) <= set(value) <= set(required) | set(optional), f"{sorted(value)} instead of {required}")


def message(value):
    keys(value, ["text"])
    hold(isinstance(value["text"], str) and value["text"], "an empty message")
    return value["text"]


def physical(place):
    """A physicalLocation in cells: file, base, lines and columns, offset."""
    keys(place, ["artifactLocation"], ["region"])
    artifact = place["artifactLocation"]
    keys(artifact, ["uri"], ["uriBaseId"])
    uri = artifact["uri"]
    hold(re.fullmatch(r"(?:[A-Za-z0-9\-._~/]|%[0-9A-F]{2})+", uri.removeprefix("file://")), f"a URI: {uri}")
    hold(("uriBaseId" in artifact) != uri.startswith("file:///"), "what is relative has a base")
    region = place.get("region", {})
    for key, value in region.items():
        hold(isinstance(value, int) and value >= (0 if key == "byteOffset" else 1), f"{key} is {value}")
    lines = ["startLine", "startColumn", "endLine", "endColumn"]
    hold(not region or list(region) == ["byteOffset"] or sorted(region) == sorted(lines), f"a region: {region}")
    return [urllib.parse.unquote(uri), artifact.get("uriBaseId", "-"), *[region.get(key, "-") for key in lines],
            region.get("byteOffset", "-")]


def sarif(text):
    log = json.loads(text)
    keys(log, ["$schema", "version", "runs"])
    hold(log["version"] == "2.1.0" and len(log["runs"]) == 1, "version and runs")
    run = log["runs"][0]
    keys(run, ["tool", "invocations", "columnKind", "results"])
    hold(run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits"), "columnKind")
    keys(run["invocations"][0], ["executionSuccessful"])
    keys(run["tool"], ["driver"])
    driver = run["tool"]["driver"]
    keys(driver, ["name", "version", "rules"])
    for rule in driver["rules"]:
        keys(rule, ["id", "shortDescription", "help"])
        show("rule", rule["id"], message(rule["shortDescription"]), message(rule["help"]))
    ids = [rule["id"] for rule in driver["rules"]]
    hold(len(set(ids)) == len(ids), f"a rule is there twice: {ids}")
    show("ran", driver["name"], run["invocations"][0]["executionSuccessful"])
    for result in run["results"]:
        keys(result, ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
             ["relatedLocations"])
        hold(ids[result["ruleIndex"]] == result["ruleId"], "ruleIndex")
        hold(result["level"] in ("none", "note", "warning", "error"), "level")
        hold(all(isinstance(value, str) and value for value in result["partialFingerprints"].values()), "fingerprints")
        hold(len(result["locations"]) == 1, "code scanning passes over what has no place")
        keys(result["locations"][0], ["physicalLocation"])
        show(result["level"], result["ruleId"], *physical(result["locations"][0]["physicalLocation"]),
             message(result["message"]))
        # 3.28.2: ids are not negative, and different within a result. Viewers show the message of each place.
        related = result.get("relatedLocations", [])
        for place in related:
            keys(place, ["id", "physicalLocation", "message"])
            show("related", *physical(place["physicalLocation"]), message(place["message"]))
        numbers = [place["id"] for place in related]
        hold(len(set(numbers)) == len(numbers) and all(number >= 0 for number in numbers), f"ids: {numbers}")
    prints = [result["partialFingerprints"]["kilnFinding/v1"] for result in run["results"]]
    hold(len(set(prints)) == len(prints), "two results have one fingerprint")


def gitlab(text):
    issues = json.loads(text)
    hold(isinstance(issues, list), "a list")
    for issue in issues:
        keys(issue, ["description", "check_name", "fingerprint", "severity", "location"])
        keys(issue["location"], ["path", "lines"])
        keys(issue["location"]["lines"], ["begin"])
        hold(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), "severity")
        hold(isinstance(issue["location"]["lines"]["begin"], int), "a line")
        hold(not issue["location"]["path"].startswith("./"), "GitLab wants paths without ./")
        show(issue["severity"], issue["check_name"], issue["location"]["path"], issue["location"]["lines"]["begin"],
             issue["description"])
    hold(len({issue["fingerprint"] for issue in issues}) == len(issues), "two issues have one fingerprint")


def github(text):
    # As the runner's ActionCommand takes a line apart: properties end at the first "::" behind the command's.
    def plain(value, more=()):
        for code, character in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            value = value.replace(code, character)
        return value

    for line in text.split("\n")[:-1]:
        hold(line.startswith("::") and "\r" not in line, f"no command: {line}")
        head, data = line[2:].split("::", 1)
        name, _, properties = head.partition(" ")
        hold(name in ("error", "warning", "notice"), f"a command: {name}")
        values = dict(part.split("=", 1) for part in properties.split(","))
        hold(set(values) <= {"file", "line", "col", "endLine", "endColumn", "title"}, f"properties: {sorted(values)}")
        values = {key: plain(value, (("%3A", ":"), ("%2C", ","))) for key, value in values.items()}
        show(name, *[values.get(key, "-") for key in ("file", "line", "col", "title")], plain(data))


class Seen(html.parser.HTMLParser):
    """Tables row by row, everything else as the text of its block."""

    KNOWN = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary", "ul", "li"}

    def __init__(self):
        super().__init__()
        self.cells, self.text, self.open = [], "", []

    def handle_starttag(self, tag, attributes):
        hold(tag in self.KNOWN, f"<{tag}> is nothing that a report has")
        hold(all(name == "align" for name, _ in attributes), f"attributes of <{tag}>: {attributes}")
        self.open.append(tag)
        if tag in ("p", "li", "summary", "h3", "td", "th"):
            self.text = ""

    def handle_endtag(self, tag):
        hold(self.open and self.open.pop() == tag, f"</{tag}> closes nothing")
        if tag in ("p", "li", "summary", "h3"):
            show(tag, self.text.strip())
        elif tag in ("td", "th"):
            self.cells.append(self.text)
        elif tag == "tr":
            show("row", *self.cells)
            self.cells = []

    def handle_data(self, data):
        self.text += data


def markdown(text):
    import cmarkgfm
    from cmarkgfm.cmark import Options

    seen = Seen()
    seen.feed(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    seen.close()
    hold(not seen.open, f"still open: {seen.open}")


sys.stdout.reconfigure(encoding="utf-8")
read = {"junit": junit, "sarif": sarif, "gitlab": gitlab, "github": github, "markdown": markdown}[sys.argv[1]]
read(open(sys.argv[2], encoding="utf-8", newline="").read())
