"""Runs the commands of a sample workflow of Documentation/ci.md as the CI system would.

usage: run_workflow.py GUIDE github|gitlab push|pull_request

Runs in the working folder, which is the checkout. Steps of other people ("uses") are left out. Ends with the exit code of
the first step that fails. A condition that is not understood ends it with 70.
"""

import os
import re
import subprocess
import sys

import yaml


def condition(text, values):
    """`NAME == "value"` or always()."""
    if text == "always()":
        return True
    found = re.fullmatch(r"""\$?([\w.]+) == ['"](\w+)['"]""", text)
    if not found or found[1] not in values:
        print(f"condition not understood: {text}", file=sys.stderr)
        sys.exit(70)
    return values[found[1]] == found[2]


def run(script, environment):
    shell = ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(shell, env=os.environ | environment).returncode


def github(workflow, event):
    here = os.getcwd()
    environment = {"GITHUB_WORKSPACE": here, "GITHUB_STEP_SUMMARY": f"{here}/../summary.md"}
    # YAML 1.1 reads the key "on" as true.
    assert event in workflow[True], f"the workflow does not run on {event}"
    failure = 0
    for step in workflow["jobs"]["firmware"]["steps"]:
        if "run" not in step:
            continue
        text = step.get("if")
        if text and not condition(text, {"github.event_name": event}):
            continue
        if failure and text != "always()":
            continue
        failure = failure or run(step["run"], environment)
    return failure


def gitlab(workflow, event):
    job = workflow["firmware"]
    source = {"push": "push", "pull_request": "merge_request_event"}[event]
    values = {"CI_PIPELINE_SOURCE": source, "CI_COMMIT_BRANCH": "main" if event == "push" else ""}
    assert any(condition(rule["if"], values) for rule in job["rules"]), f"no rule for {event}"
    return run("\n".join(job["script"]), values | {"CI_PROJECT_DIR": os.getcwd()})


def main():
    guide, system, event = sys.argv[1:]
    with open(guide, encoding="utf-8") as file:
        blocks = re.findall(r"```yaml\n(.*?)```", file.read(), re.DOTALL)
    workflows = {"github": blocks[0], "gitlab": blocks[1]}
    sys.exit({"github": github, "gitlab": gitlab}[system](yaml.safe_load(workflows[system]), event))


main()
