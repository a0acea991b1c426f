#!/bin/sh
# A Chromium for the browser tests, a Chinese font and Pango for what is printed: root on Debian or Ubuntu gets them installed, others get told.
# It always ends well: without a browser the tests themselves say that they did not run (or fail, under CI=true).

missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    missing="chromium"
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing="$missing fonts-wqy-microhei"
ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 || missing="$missing libpango-1.0-0 libpangoft2-1.0-0"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The tests need$(printf ' %s' $missing): installing with apt-get …"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } </dev/null >/tmp/shaodao-apt.log 2>&1 && exit 0
    tail -n 5 /tmp/shaodao-apt.log
    echo "apt-get failed (above)."
fi
echo "For the tests install$(printf ' %s' $missing) (names as in Debian; any Chromium or Chrome and any Chinese font do)."
