"""Reads command lines with edk2's own parser of the options of `build`.

usage: build_options.py EDK2 LINE...

EDK2 is a tree, each LINE a command line of words separated by blanks. Prints a JSON document: for each line either
{"error": text} or {"words": [...], "options": {name: [value, ...]}}. The name is the option's long one if it has one; a
flag has an empty value.
"""

import json
import optparse
import sys


class Refused(Exception):
    pass


def refuse(_, message):
    raise Refused(message)


def read(module, line):
    module.gParamCheck.clear()
    seen = []
    captured = {}
    process = optparse.Option.process

    def note(option, spelling, value, values, parser):
        result = process(option, spelling, value, values, parser)
        names = option._short_opts + option._long_opts
        seen.append((names[-1], "" if value is None else option.convert_value(spelling, value)))
        return result

    optparse.Option.process = note
    sys.argv = ["build"] + line.split()
    options = module.MyOptionParser()
    try:
        options.GetOption()
    except Refused as error:
        return {"error": str(error)}
    finally:
        optparse.Option.process = process
    for name, value in seen:
        captured.setdefault(name, []).append(value)
    return {"words": options.BuildTarget, "options": captured}


def main():
    tree, *lines = sys.argv[1:]
    sys.path.insert(0, tree + "/BaseTools/Source/Python")
    sys.dont_write_bytecode = True
    optparse.OptionParser.error = refuse
    import build.buildoptions as module
    json.dump([read(module, line) for line in lines], sys.stdout)


main()
