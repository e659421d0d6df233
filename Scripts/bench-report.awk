# Converts samples of bench.sh to a table on standard output, to a JSON document in the file `json`, and to a table in
# Markdown in the file `markdown`. The first input has facts (name, value), the second samples (step, who, wall, user,
# system, load, commit, date), separated by tabs. `cores` is the number of processors, `others` has the names of Debian's
# variants for x86 but the first.

BEGIN {
  FS = "\t"
  steps = 0
  variantCount = split(others, names, " ")
  ours = "cold.kiln"
  edk2 = "tools.edk2+cold.edk2"
  for (i = 1; i <= variantCount; i++) {
    ours = ours "+" names[i] ".kiln"
    edk2 = edk2 "+" names[i] ".edk2"
  }
  # step, description, what it is compared with, numerator, denominator, target, action cache. A time is STEP.WHO; `+`
  # adds two.
  row("cold", "from nothing, host tools included", "edk2", "cold.kiln", "tools.edk2+cold.edk2", 0.75, "empty")
  row("second-4M", "second variant, 4 MB after 2 MB", "kiln cold", "OvmfX64-4M.warm", "OvmfX64-4M.kiln", 0.35, "has 2 MB")
  row("second-smm", "third variant, SMM after both", "kiln cold", "OvmfX64-smm.warm", "OvmfX64-smm.kiln", 0.35, "has both")
  row("variants", "Debian 12's " (variantCount + 1) " variants for x86 at once", "kiln cold, summed", "variants.kiln", ours, 0.45, "empty")
  row("variants-edk2", "Debian 12's " (variantCount + 1) " variants for x86 at once", "edk2, summed", "variants.kiln", edk2, 0.40, "empty")
  row("checkout", "clean checkout in another folder", "edk2 cold", "checkout.kiln", "tools.edk2+cold.edk2", 0.05, "has it")
  row("cfile", "one C file changed", "edk2", "cfile.kiln", "cfile.edk2", 0.25, "before edit")
  row("header", "comment in a header of MdePkg changed", "edk2", "header.kiln", "header.edk2", 0.50, "before edit")
  row("inf", "one INF changed", "edk2", "inf.kiln", "inf.edk2", "", "before edit")
  row("pcd", "one PCD changed", "edk2", "pcd.kiln", "pcd.edk2", "", "before edit")
  row("noop", "nothing changed", "edk2", "noop.kiln", "noop.edk2", 0.01, "not asked")
  row("fds-lzma", "package only", "LzmaCompress alone", "fds.kiln", "lzma.edk2", 1.10, "off")
  row("fds", "package only", "edk2", "fds.kiln", "fds.edk2", "", "off")
  row("genmake", "parse + AutoGen, nothing changed", "edk2", "genmake.kiln", "genmake.edk2", 0.10, "not asked")
  row("scratch", "parse + AutoGen, from nothing", "edk2", "scratch.kiln", "scratch.edk2", 0.10, "not asked")
  row("resolve", "a resolved platform", "edk2 genmake", "resolve.kiln", "compare.edk2", "", "not asked")
  row("diff", "two platforms compared", "edk2 genmake", "diff.kiln", "compare.edk2", "", "not asked")
}

function row(id, title, against, over, under, target, cache) {
  ids[++steps] = id
  titles[id] = title; againsts[id] = against; overs[id] = over; unders[id] = under
  targets[id] = target; caches[id] = cache
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

# Whether the step compresses the payload once, and is compared with edk2.
function packs(id) { return id ~ /^(cold|cfile|inf|pcd|fds)$/ }

# The times of a sum that were not measured.
function lacking(expression,   parts, n, i, list) {
  n = split(expression, parts, "+")
  for (i = 1; i <= n; i++) if (!count[parts[i]]) list = list (list == "" ? "" : ", ") parts[i]
  return list
}

function seconds(time) { return sprintf(time < 1 ? "%.2f s" : "%.1f s", time) }
function fraction(ratio) { return sprintf(ratio < 0.1 ? "%.3f" : "%.2f", ratio) }

function quoted(text) {
  gsub(/\\/, "\\\\", text)
  gsub(/"/, "\\\"", text)
  gsub(/\t/, "\\t", text)
  return "\"" text "\""
}

END {
  printf "kiln %s and edk2's build, %s, %s\n", values["kiln"], values["source"], values["date"]
  printf "%s, %d cores, %s; %s\n\n", values["processor"], values["cores"], values["memory"], values["system"]
  line = "%-38s %-18s %9s %8s %6s %9s %6s %7s %9s %9s %9s %6s  %s\n"
  printf line, "", "against", "against s", "kiln s", "ratio", "CPU ratio", "target", "reached", "their CPU", "kiln CPU", \
    "CPU limit", "LZMA", "action cache"
  rows = ""
  missing = ""
  print "| | against | kiln | ratio | of CPU time | target | action cache |" > markdown
  print "|---|---|---|---|---|---|---|" > markdown
  lzma = total(wall, "lzma.edk2")
  for (i = 1; i <= steps; i++) {
    id = ids[i]
    over = total(wall, overs[id]); under = total(wall, unders[id])
    if (over < 0 || under <= 0) {
      missing = missing (missing == "" ? "" : "; ") id " (" lacking(overs[id] "+" unders[id]) ")"
      continue
    }
    ratio = over / under
    reached = targets[id] == "" ? "" : ratio <= targets[id] ? "yes" : "no"
    work = total(cpu, unders[id]); ours = total(cpu, overs[id])
    cpuRatio = work > 0 ? ours / work : 0
    floor = lzma > 0 && packs(id) ? sprintf("%.3f", lzma / under) : ""
    target = targets[id] == "" ? "" : sprintf("%.2f", targets[id])
    printf line, titles[id], againsts[id], sprintf("%.2f", under), sprintf("%.2f", over), sprintf("%.3f", ratio), \
      sprintf("%.3f", cpuRatio), target, reached, sprintf("%.2f", work), sprintf("%.2f", ours), \
      sprintf("%.3f", ours / cores / under), floor, caches[id]
    printf "| %s | %s: %s | %s | %s | %s | %s | %s |\n", titles[id], againsts[id], seconds(under), seconds(over), \
      fraction(ratio), fraction(cpuRatio), target (reached == "no" ? ", missed" : ""), caches[id] > markdown
    rows = rows (rows == "" ? "" : ",\n") sprintf("    {\"step\": %s, \"title\": %s, \"against\": %s, \"cache\": %s, \"seconds\": %.3f, \"secondsAgainst\": %.3f, \"ratio\": %.4f, \"target\": %s, \"reached\": %s, \"cpuSeconds\": %.3f, \"cpuAgainst\": %.3f, \"cpuRatio\": %.4f, \"cpuLimitRatio\": %.4f, \"lzmaFloorRatio\": %s}", \
      quoted(id), quoted(titles[id]), quoted(againsts[id]), quoted(caches[id]), over, under, ratio, \
      target == "" ? "null" : target, reached == "" ? "null" : reached == "yes" ? "true" : "false", ours, work, \
      cpuRatio, ours / cores / under, floor == "" ? "null" : floor)
  }
  print ""
  if (missing != "") print "Not measured: " missing "\n"
  print "against: edk2's build, kiln's own build of the same with an empty action cache (cold), or what it says. CPU: user"
  print "and system time of all processes. CPU limit: the ratio, were kiln's CPU time spread evenly over all cores. LZMA: the"
  print "ratio, did kiln nothing but compress. Action cache: what it had when kiln started."

  print "\nAs measured, in seconds:"
  line = "%-20s %5s %9s %9s %9s %9s %6s  %s\n"
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

  printf "{\n  \"schema\": \"kiln-bench-2\",\n  \"machine\": {" > json
  for (i = 1; i <= factCount; i++)
    printf "%s\n    %s: %s", i == 1 ? "" : ",", quoted(facts[i]), \
      facts[i] == "cores" ? values[facts[i]] : quoted(values[facts[i]]) > json
  printf "\n  },\n  \"rows\": [\n%s\n  ],\n  \"times\": [\n%s\n  ]\n}\n", rows, times > json
}
