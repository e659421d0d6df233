# Converts samples of bench.sh to a table on standard output and to a JSON document in the file `json`.
# The first input has facts (name, value), the second samples (step, who, wall, user, system, load, commit, date),
# separated by tabs. `cores` is the number of processors.

BEGIN {
  FS = "\t"
  steps = 0
  # step, description, numerator, denominator, target. A time is STEP.WHO; `+` adds two.
  row("cold", "cold", "cold.kiln", "cold.edk2", 0.85)
  row("cold-tools", "cold, edk2 building BaseTools too", "cold.kiln", "cold.edk2+tools.edk2", "")
  row("noop", "nothing changed", "noop.kiln", "noop.edk2", 0.03)
  row("cfile", "one C file changed", "cfile.kiln", "cfile.edk2", 0.25)
  row("inf", "one INF changed", "inf.kiln", "inf.edk2", "")
  row("pcd", "one PCD changed", "pcd.kiln", "pcd.edk2", "")
  row("genmake", "parse + AutoGen, nothing changed", "genmake.kiln", "genmake.edk2", 0.10)
  row("resolve", "a resolved platform, against genmake", "resolve.kiln", "compare.edk2", "")
  row("diff", "two platforms compared, against genmake", "diff.kiln", "compare.edk2", "")
  row("scratch", "parse + AutoGen, from nothing", "scratch.kiln", "scratch.edk2", 0.10)
  row("fds", "package only", "fds.kiln", "fds.edk2", "")
  row("fds-lzma", "package only, against bare LZMA", "fds.kiln", "lzma.edk2", 1.15)
  row("second", "second platform with ccache, against cold", "second.ccache", "second.cold", 0.60)
}

function row(id, title, over, under, target) {
  ids[++steps] = id
  titles[id] = title; overs[id] = over; unders[id] = under; targets[id] = target
}

FNR == NR { facts[++factCount] = $1; values[$1] = $2; next }

{
  key = $1 "." $2
  n = ++count[key]
  wall[key, n] = $3
  cpu[key, n] = $4 + $5
  load[key, n] = $6
  commit[key, n] = $7
  date[key, n] = $8
  if ($8 > newest) newest = $8
  if (n == 1) keys[++keyCount] = key
}

# The median of `values[key, 1...n]`.
function median(values, key, n,   i, j, sorted, moved) {
  for (i = 1; i <= n; i++) {
    moved = values[key, i]
    for (j = i - 1; j >= 1 && sorted[j] + 0 > moved + 0; j--) sorted[j + 1] = sorted[j]
    sorted[j + 1] = moved
  }
  return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function least(values, key, n,   i, result) {
  result = values[key, 1]
  for (i = 2; i <= n; i++) if (values[key, i] + 0 < result + 0) result = values[key, i]
  return result
}

function most(values, key, n,   i, result) {
  result = values[key, 1]
  for (i = 2; i <= n; i++) if (values[key, i] + 0 > result + 0) result = values[key, i]
  return result
}

# The sum of the medians in `a.b+c.d`; -1 if one was not measured.
function total(values, expression,   parts, n, i, sum) {
  n = split(expression, parts, "+")
  for (i = 1; i <= n; i++) {
    if (!count[parts[i]]) return -1
    sum += median(values, parts[i], count[parts[i]])
  }
  return sum
}

function packs(id) { return id ~ /^(cold|cold-tools|cfile|inf|pcd|fds)$/ }

function quoted(text) {
  gsub(/\\/, "\\\\", text)
  gsub(/"/, "\\\"", text)
  gsub(/\t/, "\\t", text)
  return "\"" text "\""
}

END {
  printf "kiln %s and edk2's build, %s, %s\n", values["kiln"], values["source"], values["date"]
  printf "%s, %d cores, %s; %s\n\n", values["processor"], values["cores"], values["memory"], values["system"]
  line = "%-42s %9s %9s %7s %7s %8s %9s %9s %9s %7s\n"
  printf line, "", "edk2 s", "kiln s", "ratio", "target", "reached", "edk2 CPU", "kiln CPU", "CPU limit", "LZMA"
  rows = ""
  lzma = total(wall, "lzma.edk2")
  for (i = 1; i <= steps; i++) {
    id = ids[i]
    over = total(wall, overs[id]); under = total(wall, unders[id])
    if (over < 0 || under <= 0) continue
    ratio = over / under
    reached = targets[id] == "" ? "" : ratio <= targets[id] ? "yes" : "no"
    work = total(cpu, unders[id]); ours = total(cpu, overs[id])
    floor = lzma > 0 && packs(id) ? sprintf("%.3f", lzma / under) : ""
    printf line, titles[id], sprintf("%.2f", under), sprintf("%.2f", over), sprintf("%.3f", ratio), \
      targets[id] == "" ? "" : sprintf("%.2f", targets[id]), reached, sprintf("%.2f", work), \
      sprintf("%.2f", ours), sprintf("%.3f", ours / cores / under), floor
    rows = rows (rows == "" ? "" : ",\n") sprintf("    {\"step\": %s, \"title\": %s, \"seconds\": %.3f, \"against\": %.3f, \"ratio\": %.4f, \"target\": %s, \"reached\": %s, \"cpuSeconds\": %.3f, \"cpuAgainst\": %.3f, \"cpuRatio\": %.4f, \"cpuLimitRatio\": %.4f, \"lzmaFloorRatio\": %s}", \
      quoted(id), quoted(titles[id]), over, under, ratio, targets[id] == "" ? "null" : targets[id], \
      reached == "" ? "null" : reached == "yes" ? "true" : "false", ours, work, \
      work > 0 ? ours / work : 0, ours / cores / under, floor == "" ? "null" : floor)
  }
  print ""
  print "CPU: user and system time of all processes. CPU limit: the ratio, were kiln's CPU time spread evenly"
  print "over all cores. LZMA: the ratio, did kiln nothing but compress."

  print "\nAs measured, in seconds:"
  line = "%-18s %5s %9s %9s %9s %9s %6s  %s\n"
  printf line, "", "runs", "median", "min", "max", "CPU", "load", ""
  times = ""
  for (i = 1; i <= keyCount; i++) {
    key = keys[i]; n = count[key]
    split(key, parts, ".")
    printf line, parts[1] " " parts[2], n, sprintf("%.2f", median(wall, key, n)), \
      sprintf("%.2f", least(wall, key, n)), sprintf("%.2f", most(wall, key, n)), \
      sprintf("%.2f", median(cpu, key, n)), most(load, key, n), date[key, n]
    list = ""
    for (j = 1; j <= n; j++)
      list = list (j == 1 ? "" : ", ") sprintf("{\"wall\": %.3f, \"cpu\": %.3f, \"load\": %.2f, \"kiln\": %s, \"date\": %s}", \
        wall[key, j], cpu[key, j], load[key, j], quoted(commit[key, j]), quoted(date[key, j]))
    times = times (i == 1 ? "" : ",\n") sprintf("    {\"step\": %s, \"who\": %s, \"median\": %.3f, \"samples\": [%s]}", \
      quoted(parts[1]), quoted(parts[2]), median(wall, key, n), list)
  }

  printf "{\n  \"schema\": \"kiln-bench-1\",\n  \"machine\": {" > json
  for (i = 1; i <= factCount; i++)
    printf "%s\n    %s: %s", i == 1 ? "" : ",", quoted(facts[i]), \
      facts[i] == "cores" ? values[facts[i]] : quoted(values[facts[i]]) > json
  printf "\n  },\n  \"rows\": [\n%s\n  ],\n  \"times\": [\n%s\n  ]\n}\n", rows, times > json
}
