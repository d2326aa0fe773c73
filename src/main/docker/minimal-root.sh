#!/bin/sh
# Fills a folder with what programs need from the system around them, and nothing else: no shell, no package manager.
# usage: minimal-root.sh ROOT FILE...   each FILE is a program or a library
set -eu
root=$1
shift

# The system's libraries that are loaded, and the loader itself.
for file in "$@"; do ldd "$file"; done | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*\/ld-linux/ { print $1 }' | sort -u |
  while read -r library; do
    case $library in /lib* | /usr/*) ;; *) continue ;; esac
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done

# The user that Serin runs as, and the two places where it writes.
mkdir -p "$root/etc" "$root/tmp" "$root/data"
echo 'serin:x:65532:65532:Serin:/data:/sbin/nologin' >"$root/etc/passwd"
echo 'serin:x:65532:' >"$root/etc/group"
chmod 1777 "$root/tmp"
chown 65532:65532 "$root/data"
