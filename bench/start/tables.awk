# Reads rows (name|title), columns (name|title) and what was measured (phase row column round wall processor memory), and prints
# the tables of bench/start.sh and what was wanted.

FILENAME ~ /rows$/ { split($0, of, "|"); rows[++row_count] = of[1]; title[of[1]] = of[2]; next }
FILENAME ~ /columns$/ { split($0, of, "|"); columns[++column_count] = of[1]; title[of[1]] = of[2]; next }
{
  if ($4 > rounds) rounds = $4
  value["wall", $1, $2, $3, $4] = $5
  value["processor", $1, $2, $3, $4] = $6
  value["memory", $1, $2, $3, $4] = $7 / 1024
}

# Of list[1..count].
function median(count,   i, j, swap) {
  for (i = 2; i <= count; i++)
    for (j = i; j > 1 && list[j - 1] > list[j]; j--) { swap = list[j]; list[j] = list[j - 1]; list[j - 1] = swap }
  return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

function was_measured(phase, row, column) { return ("wall", phase, row, column, 1) in value }

function middle(measure, phase, row, column,   n) {
  for (n = 1; n <= rounds; n++) list[n] = value[measure, phase, row, column, n]
  return median(rounds)
}

# The median of the rounds' ratios, or "" where there is no pair.
function ratio(measure, phase, row, column, other_row, other,   n, below) {
  if (!was_measured(phase, row, column) || !was_measured(phase, other_row, other)) return ""
  for (n = 1; n <= rounds; n++) {
    below = value[measure, phase, other_row, other, n]
    list[n] = value[measure, phase, row, column, n] / (below > 0 ? below : 1)
  }
  return median(rounds)
}

# The columns that have something to show, in shown[1..].
function choose(phase, other, pattern,   r, c, count) {
  for (c = 1; c <= column_count; c++)
    for (r = 1; r <= row_count; r++)
      if (columns[c] != other && columns[c] ~ pattern && was_measured(phase, rows[r], columns[c]) &&
          (other == "" || was_measured(phase, rows[r], other))) {
        shown[++count] = columns[c]
        break
      }
  return count
}

function heading(text, count,   c) {
  printf "\n%s:\n\n| |", text
  for (c = 1; c <= count; c++) printf " %s |", title[shown[c]]
  printf "\n| --- |"
  for (c = 1; c <= count; c++) printf " ---: |"
  print ""
}

function table(text, measure, phase,   count, r, c) {
  count = choose(phase, "", ".")
  heading(text, count)
  for (r = 1; r <= row_count; r++) {
    printf "| %s |", title[rows[r]]
    for (c = 1; c <= count; c++) {
      if (was_measured(phase, rows[r], shown[c])) printf " %.0f |", middle(measure, phase, rows[r], shown[c])
      else printf " |"
    }
    print ""
  }
}

function ratios(text, other, pattern, phase,   count, r, c, wall) {
  count = choose(phase, other, pattern)
  if (count == 0) return
  heading("Times " title[other] ", " text ": wall time, and processor time in brackets", count)
  for (r = 1; r <= row_count; r++) {
    printf "| %s |", title[rows[r]]
    for (c = 1; c <= count; c++) {
      wall = ratio("wall", phase, rows[r], shown[c], rows[r], other)
      if (wall == "") printf " |"
      else printf " %.2f (%.2f) |", wall, ratio("processor", phase, rows[r], shown[c], rows[r], other)
    }
    print ""
  }
}

function wanted(text, limit, row, column, other_row, other, whose,   wall) {
  if (!(row in title)) return
  wall = ratio("wall", "warm", row, column, other_row, other)
  printf "| %s | %.2f %s |", text, limit, whose
  if (wall == "") print " not measured | |"
  else printf " %.2f (%.2f) | %s |\n", wall, ratio("processor", "warm", row, column, other_row, other), wall <= limit ? "yes" : "no"
}

function wanted_of_old(   r, plain) {
  plain = "java17" in title ? "java17" : "java25"
  for (r = 1; r <= row_count; r++)
    if (rows[r] != "line") wanted(title[rows[r]] ", " title[plain] " plain", 1, rows[r], plain, rows[r], "old", "× OLD")
}

END {
  count = split(phases, phase, " ")
  for (p = 1; p <= count; p++) {
    where = phase[p] == "warm" ? "page cache warm" : "page cache dropped"
    table("Wall time in ms, " where, "wall", phase[p])
    table("Processor time in ms, " where, "processor", phase[p])
    if (gnu_time != "") table("Peak memory in MB, " where, "memory", phase[p])
    ratios(where, "django", ".", phase[p])
    ratios(where, "rails", ".", phase[p])
    ratios(where, "old", "^(java|app)", phase[p])
  }
  printf "\nWanted of the wall time, page cache warm; of the processor time in brackets:\n\n| | at most | reached | met |\n| --- | --- | ---: | --- |\n"
  wanted("help, 25 with the launcher", 0.75, "help", "app25", "help", "django", "× Django")
  wanted("`migrate`, 25 with the launcher", 1, "migrate", "app25", "migrate", "rails", "× Rails")
  wanted("`sql -c`, 25 with the launcher", 1, "sql", "app25", "sql", "rails", "× Rails' runner")
  wanted("`shell -c`, 25 with the launcher", 2, "shell", "app25", "shell", "rails", "× Rails' runner")
  wanted("`export`, 25 with the launcher", 1, "export", "app25", "export", "django", "× dumpdata")
  wanted("help, Java 17", 8, "help", "java17", "line", "java17", "× one line")
  wanted("help, 25 with the launcher", 6, "help", "app25", "line", "java25", "× one line")
  if ("old" in title) wanted_of_old()
}
