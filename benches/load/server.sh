# What both load runs share: the release binary, a demo of its own in a folder of its own, and a browser's session with it.
command -v wrk >/dev/null || { echo "$0: install wrk first" >&2; exit 1; }
[ -n "${SKIP_BUILD:-}" ] || cargo build --release --quiet
binary=${CARGO_TARGET_DIR:-target}/release/roundtable
dir=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$dir"
}
trap stop EXIT

# Starts the demo and leaves its address in $base, its sign-in link in $link.
start() {
  ROUNDTABLE_LOG=warn "$binary" demo --dir "$dir/data" --bind 127.0.0.1:0 >"$dir/out" 2>"$dir/err" &
  server=$!
  for _ in $(seq 1 1200); do
    base=$(sed -n 's/^Listening on //p' "$dir/out")
    link=$(sed -n 's/^Sign in: //p' "$dir/out")
    if [ -n "$link" ] && curl -fs -o /dev/null "$base/healthz"; then return; fi
    sleep 0.01
  done
  cat "$dir/err" >&2
  exit 1
}

now_ms() { date +%s%3N; }

# Signs in with the link; leaves the session in $jar and $cookie.
sign_in() {
  jar=$dir/cookies
  curl -fs -o /dev/null -c "$jar" -X POST -H 'Sec-Fetch-Site: same-origin' "$link"
  cookie=$(awk '$6 == "roundtable" {print "roundtable=" $7}' "$jar")
}

# The first link on a page that begins like this.
first() { curl -fs -b "$jar" "$base$1" | grep -o "href=\"$2[^\"]*\"" | head -n 1 | sed 's/^href="//; s/"$//'; }

# plan [STATUS]: plans a convening for a goal of the demo and leaves its path in $convening.
plan() {
  local goal
  goal=$(first '/goals?q=opportunity+youth+reconnected' '/goals/[0-9a-f]\{8\}-')
  convening=$(curl -fs -o /dev/null -w '%{redirect_url}' -b "$jar" -H 'Sec-Fetch-Site: same-origin' "$base/convenings" \
    -d goal="${goal#/goals/}" -d title='Load run' -d mode=issue_focused -d purpose=deal_matching -d place=city:0667000 \
    -d time_zone=America/Los_Angeles -d local_start=2027-03-18T09:30 -d local_end=2027-03-18T12:00 -d format=in_person \
    --data-urlencode 'venue=Public library' -d status="${1:-confirmed}")
  convening=${convening#"$base"}
}

resident() { awk '/VmRSS/ {printf "%.0f MB", $2 / 1024}' "/proc/$server/status"; }

# measure PAGE CONNECTIONS: looks at the page for $seconds and prints what it took.
measure() {
  local page=$1
  curl -fs -o /dev/null -b "$jar" "$base$page" # the first look, which fills what the process keeps
  wrk -t1 -c"$2" -d"${seconds}s" --latency -H "Cookie: $cookie" "$base$page" >"$dir/wrk"
  ! grep -q 'Non-2xx' "$dir/wrk" || { cat "$dir/wrk" >&2; exit 1; }
  awk -v page="$page" -v clients="$2" '$1 == "50%" {p50 = $2} $1 == "99%" {p99 = $2} $1 == "Requests/sec:" {rate = $2}
    END {gsub(/[0-9a-f]+-[0-9a-f-]+/, "ID", page); printf "%-32s %3d clients  p50 %8s  p99 %8s  %8.0f requests/s\n", page, clients, p50, p99, rate}' "$dir/wrk"
}
