#!/usr/bin/env bash
# Draws docs/session.svg, the README's picture: a session in a real terminal, on a PostgreSQL of its own.
# Takes the packaged jar and tmux. Run it again after a change of what the shell prints.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "$*" >&2; exit 1; }
command -v tmux >/dev/null || fail "tmux is not found."
[[ -f target/app.jar ]] || fail "There is no target/app.jar. Build it: ./mvnw package -DskipTests"

work=$(mktemp -d)
export ONEOFF_LOCAL_DIRECTORY=$work/postgresql XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
unset DATABASE_URL DATABASE_DIRECT_URL DATABASE_READONLY_URL ONEOFF_ENVIRONMENT JAVA_TOOL_OPTIONS
tmux=(tmux -L "oneoff-session-$$" -f /dev/null)
leave() {
  "${tmux[@]}" kill-server 2>/dev/null || true
  java -jar target/app.jar local stop >"$work/stop" 2>&1 || cat "$work/stop" >&2
  rm -rf "$work"
}
trap leave EXIT

java -jar target/app.jar migrate >"$work/migrate" 2>&1 || { cat "$work/migrate" >&2; fail "migrate failed."; }
java -jar target/app.jar sql --write --reason "something to look at" -c "insert into products (id, sku, name, price)
  values (1, 'TEA-1', 'Tea', 4.90), (2, 'COF-1', 'Coffee', 7.50), (3, 'COC-1', 'Cocoa', 5.20)" >"$work/rows" 2>&1

screen() { "${tmux[@]}" capture-pane -p "$@"; }
until_shown() { # PATTERN: of the last line
  for ((i = 0; i < 600; i++)); do
    [[ $(screen | sed '/^$/d' | tail -1) =~ $1 ]] && return
    read -rt 0.1 <> <(:) || true
  done
  screen >&2
  fail "It does not show: $1"
}
type_line() { "${tmux[@]}" send-keys -l "$1"; "${tmux[@]}" send-keys Enter; }

prompt='shell!> $|shell!>$'
"${tmux[@]}" new-session -d -x 92 -y 40 "bash --norc"
type_line "PS1='$ '; cd target; clear"
until_shown '^\$ ?$'
type_line 'java -jar app.jar shell --write --reason "OPS-7: prices"'
until_shown "$prompt"
"${tmux[@]}" send-keys C-l
type_line 'Product.listAll()'
until_shown "$prompt"
type_line 'tx(() -> Product.update("price = price * 10"))'
until_shown 'confirm \(3\): ?$'
type_line 3
until_shown "$prompt"
type_line ':undo'
until_shown "$prompt"
"${tmux[@]}" capture-pane -e -p | sed '/^$/d; $d' | awk '
  function escaped(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text); return text }
  function colour(codes) { return codes ~ /31/ ? "#ff7b72" : codes ~ /32/ ? "#7ee787" : codes ~ /3[3-6]/ ? "#79c0ff" : "" }
  {
    line = $0; drawn = ""; now = ""
    while (match(line, /\033\[[0-9;]*m/)) {
      text = escaped(substr(line, 1, RSTART - 1))
      drawn = drawn (now != "" && text != "" ? "<tspan fill=\"" now "\">" text "</tspan>" : text)
      codes = substr(line, RSTART + 2, RLENGTH - 3)
      if (codes !~ /^(1|49)$/) now = colour(codes)
      line = substr(line, RSTART + RLENGTH)
    }
    lines[NR] = drawn escaped(line)
  }
  END {
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 " NR * 19 + 30 "\" role=\"img\">"
    print "<title>A session of the shell: three prices are read, a write without a where has to be confirmed, and is undone.</title>"
    print "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>"
    print "<g font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"14\" fill=\"#e6edf3\" xml:space=\"preserve\">"
    for (i = 1; i <= NR; i++) print "<text x=\"16\" y=\"" i * 19 + 12 "\">" lines[i] "</text>"
    print "</g></svg>"
  }' >docs/session.svg
echo "docs/session.svg is drawn."
