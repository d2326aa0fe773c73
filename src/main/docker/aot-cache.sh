#!/bin/bash
# Makes the AOT cache for one Java and one jar: starts Serin, asks it what a cluster and a browser ask, and stops it.
# usage: aot-cache.sh JAVA OPTIONS JAR LIBRARIES CACHE
set -eu
java=$1 options=$2 jar=$3 libraries=$4 cache=$5
work=$(mktemp -d)
port=18080
export SERIN_GIT_URL=https://git.invalid/fleet.git SERIN_GIT_CLONE_DIRECTORY=$work/clone SERIN_JOURNAL_FILE=$work/journal.db
export SERIN_FLAGGER_TOKENS=training SERIN_ACCESS_ANONYMOUS_READ=true QUARKUS_HTTP_PORT=$port ORT_DISABLE_TELEMETRY=1
export KUBERNETES_MASTER=http://localhost:1 KUBERNETES_AUTH_TRYKUBECONFIG=false KUBERNETES_AUTH_TRYSERVICEACCOUNT=false

ask() { # ask METHOD PATH [BODY]
  exec 3<>/dev/tcp/localhost/$port || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "$2" "${#3}" "$3" >&3
  cat <&3 >/dev/null
  exec 3>&-
}

"$java" "@$options" "-XX:AOTCacheOutput=$cache" "-Donnxruntime.native.path=$libraries" "-Dorg.sqlite.lib.path=$libraries" \
  -jar "$jar" >"$work/log" 2>&1 &
serin=$!
for _ in $(seq 600); do
  (ask GET /q/health/live '') 2>/dev/null && break
  kill -0 $serin || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
hook='{"name": "podinfo", "namespace": "prod", "phase": "Progressing", "checksum": "66fd8c7b9b"}'
for path in /flagger/rollback/training /flagger/rollout/training /flagger/confirm-traffic-increase/training; do
  ask POST $path "$hook"
done
for path in / /policy /api/canaries /q/health /q/metrics; do ask GET $path ''; done
kill -TERM $serin
wait $serin || true
[ -s "$cache" ] || { cat "$work/log" >&2; exit 1; }
rm -rf "$work"
