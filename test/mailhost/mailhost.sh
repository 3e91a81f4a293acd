#!/usr/bin/env bash
# A private, disposable mail host on loopback, made of real servers:
#   Dovecot 2.3 (IMAP, IMAPS, POP3, POP3S, LMTP; Maildir)  +  Exim 4 (SMTP, submission, SMTPS)
# Everything (configuration, spool, sockets, logs, TLS, mail) lives below one directory; nothing of the system's own
# configuration is read; nothing listens but on 127.0.0.1 and on high ports. No privileges are needed: called as root, the
# daemons run as MH_USER, because Dovecot refuses to serve mail as uid 0 and Exim to deliver as uid 0.
#
#   mailhost.sh up DIR             start; makes DIR on first use; returns at once when everything runs already
#   mailhost.sh down DIR           stop, keep the mail
#   mailhost.sh wipe DIR           stop and delete DIR (only if it carries our marker file)
#   mailhost.sh status DIR         exit 0 when every port answers
#   mailhost.sh env DIR            shell assignments: ports, paths; users and passwords as comments
#   mailhost.sh adduser DIR NAME [PASSWORD]
#   mailhost.sh empty DIR NAME     drop all mail of one user (the host may be up)
#
# Environment, read by `up` and then remembered in DIR/env:
#   MH_BASE     port base, default 11000; the ports are base+24 (LMTP) +25 +110 +143 +465 +587 +993 +995
#   MH_USER     who runs the daemons when root calls, default nobody
#   MH_STORAGE  maildir (default) or mdbox
#   MH_MAXSIZE  the largest mail that SMTP takes, default 128M
# and read by `up` each time:
#   MH_USERS    more mailboxes, blank separated
#   MH_OWNER    a process id: when that process is gone, a guard wipes DIR
#
# README.md says who the users are and which recipients behave in special ways.
set -euo pipefail

services=(24 25 110 143 465 587 993 995)
patience=500 # tries of 20 ms each: how long a daemon may take to start or to end

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=test/mailhost/configuration.sh
. "$here/configuration.sh"

die() {
  echo "mailhost: $*" >&2
  exit 1
}

# ------------------------------------------------------------------ processes and ports

# Runs a command as the mail host's user in a clean environment.
as_user() {
  local clean=(env -i PATH="$PATH" HOME="$dir" LANG=C.UTF-8)
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid "$run_user" --regid "$run_group" --clear-groups "${clean[@]}" "$@"
  else
    "${clean[@]}" "$@"
  fi
}

pid_in() { cat "$1" 2>/dev/null || true; }

# Reads into `fields`: state, parent, group, session of a process. Fails when there is none.
look_at() { # PID
  local line=
  { read -r line <"/proc/${1:-none}/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${line##*) }" # after the name, which may hold anything
}

# A zombie that waits for its parent to take note of its end counts as gone; `kill -0` would call it alive.
alive() { look_at "${1:-}" && [[ ${fields[0]} != [ZX] ]]; }

# Is that process one of this mail host? Pids are used again, so its command line must name our directory, or Dovecot's
# instance, which is what Dovecot's helpers show.
ours() { # PID
  local words=()
  alive "${1:-}" || return 1
  { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null || return 1
  case " ${words[*]} " in
    *" $dir "* | *" $dir/"* | " dovecot-mailhost-$base/"*) return 0 ;;
    *) return 1 ;;
  esac
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

all_answer() {
  local service
  for service in "${services[@]}"; do answers $((base + service)) || return 1; done
}

is_up() { ours "$(pid_in "$dir/run/master.pid")" && ours "$(pid_in "$dir/run/exim.pid")" && all_answer; }

# Runs a command again and again until it succeeds.
until_true() {
  local try
  for ((try = 0; try < patience; try++)); do
    "$@" && return 0
    sleep 0.02
  done
  return 1
}

# ------------------------------------------------------------------ users and certificates

# One line of a passwd-file, which Dovecot reads and Exim too (the key is the name).
add_user() { # NAME PASSWORD
  case $1 in *[!a-z0-9_.+-]* | '') die "bad user name: $1" ;; esac
  case $2 in *[:{}\ ]* | '') die "a password may not be empty nor hold ':', '{', '}' or blanks" ;; esac
  grep -q "^$1:" "$dir/users" 2>/dev/null || echo "$1:{PLAIN}$2::::::" >>"$dir/users"
}

add_users() {
  local name
  for name in common ops site{01..10} ${MH_USERS:-}; do add_user "$name" "$name-pw"; done
}

# A CA of our own, and a server certificate signed by it.
make_certificates() {
  [ -s "$dir/tls/server.pem" ] && return 0
  (
    cd "$dir/tls"
    umask 077
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key
    openssl req -x509 -new -key ca.key -sha256 -days 3650 -subj "/CN=mailhost test CA" -out ca.pem \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
    openssl ecparam -name prime256v1 -genkey -noout -out server.key
    openssl req -new -key server.key -subj "/CN=localhost" -out server.csr
    printf '%s\n' 'subjectAltName=DNS:localhost,DNS:mail.test,IP:127.0.0.1' \
      'extendedKeyUsage=serverAuth' 'basicConstraints=CA:FALSE' >extensions
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 3650 \
      -extfile extensions -out server.pem
    rm -f extensions server.csr
    chmod 644 ca.pem server.pem
  ) 2>/dev/null || die "openssl could not make the certificates"
}

# ------------------------------------------------------------------ up and down

prepare() {
  local exim
  for program in dovecot openssl; do command -v $program >/dev/null || die "missing program: $program"; done
  exim=$(command -v exim4 || command -v exim) || die "missing program: exim4 (package exim4-daemon-light)"
  touch "$dir/.mailhost"
  mkdir -p "$dir"/{etc,run,state,log,spool,mail,bin,tls}
  make_certificates
  add_users
  write_dovecot_conf
  write_exim_conf
  write_env
  # A private copy sheds the setuid bit: Exim then stays whoever started it.
  cmp -s "$exim" "$dir/bin/exim" || { cat "$exim" >"$dir/bin/exim" && chmod 755 "$dir/bin/exim"; }
  [ "$(id -u)" != 0 ] || chown -R "$run_user:$run_group" "$dir"
  as_user test -x "$dir/etc" || die "$run_user cannot reach $dir (a parent directory is closed to it)"
}

start() { # PIDFILE NAME SERVICES... -- COMMAND...
  local name=$2
  ours "$(pid_in "$dir/run/$1")" && return 0
  stop "$1" # helpers that a killed daemon left behind
  shift 2
  while [ "$1" != -- ]; do
    ! answers $((base + $1)) || die "port $((base + $1)) is taken; set MH_BASE"
    shift
  done
  shift
  # Daemons keep what they inherit: a pipe to our caller would hang it.
  as_user "$@" </dev/null >"$dir/log/start" 2>&1 || die "$name did not start: $(cat "$dir/log/start")"
}

up() {
  if ! is_up; then
    prepare
    start master.pid dovecot 24 110 143 993 995 -- dovecot -c "$dir/etc/dovecot.conf"
    start exim.pid exim 25 465 587 -- "$dir/bin/exim" -C "$dir/etc/exim.conf" -bd -q1m
    until_true is_up || die "started, yet a port does not answer; see $dir/log"
  fi
  [ -z "${MH_OWNER:-}" ] || guard "$MH_OWNER"
  echo "mailhost: up, $dir, ports from $base"
}

# Outlives us, and wipes the directory when the owner is gone, however it went.
guard() { # OWNER
  ! ours "$(pid_in "$dir/run/guard.pid")" || return 0
  (
    trap '' HUP
    exec setsid "$BASH" "$here/mailhost.sh" watch "$dir" "$1"
  ) </dev/null >/dev/null 2>&1 &
  disown
  until_true test -s "$dir/run/guard.pid" || die "the guard did not start"
}

watch() { # OWNER
  echo $$ >"$dir/run/guard.pid"
  while [ -f "$dir/.mailhost" ]; do
    alive "$1" || wipe
    sleep 0.5
  done
}

# A daemon's helpers, and itself: it leads a session of its own, and they stay in it.
family() { # LEADER
  local entry pid
  for entry in /proc/[0-9]*; do
    pid=${entry#/proc/}
    if look_at "$pid" && [ "${fields[3]}" = "$1" ] && ours "$pid"; then echo "$pid"; fi
  done
}

ended() { [ -z "$(family "$1")" ]; }

signal() { # SIGNAL LEADER
  local pid
  for pid in $(family "$2"); do kill "-$1" "$pid" 2>/dev/null || true; done
}

# Asks a daemon and its helpers to end (all at once: Dovecot alone waits a second for its helpers), then insists.
stop() { # PIDFILE
  local leader
  leader=$(pid_in "$dir/run/$1")
  [ -n "$leader" ] || return 0
  signal TERM "$leader"
  until_true ended "$leader" || signal KILL "$leader"
  until_true ended "$leader" || die "of $1, these do not end: $(family "$leader" | tr '\n' ' ')"
  rm -f "$dir/run/$1"
}

down() {
  [ "$cmd" = watch ] || stop guard.pid
  stop exim.pid
  stop master.pid
}

wipe() {
  [ -f "$dir/.mailhost" ] || die "$dir is not a mailhost directory"
  down
  rm -rf "$dir" 2>/dev/null || rm -rf "$dir" # a helper's last words may have come in between
}

empty() { # NAME
  [ -n "${1:-}" ] && grep -q "^$1:" "$dir/users" || die "no such user: ${1:-}"
  rm -rf "$dir/mail/$1/Maildir" "$dir/mail/$1/mdbox"
}

# ------------------------------------------------------------------ the command line

cmd=${1:-}
dir=${2:-}
case $cmd in
  up | down | wipe | status | env | adduser | empty | watch) ;;
  *)
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
    ;;
esac
[ -n "$dir" ] || die "which directory?"
if [ "$cmd" = up ]; then mkdir -p "$dir"; fi
[ -d "$dir" ] || { [ "$cmd" = wipe ] && exit 0; } || die "no such directory: $dir"
dir=$(cd "$dir" && pwd -P)
[ ${#dir} -le 80 ] || die "DIR is too long for unix sockets (${#dir} > 80): $dir"
case $dir in *[!A-Za-z0-9_./+-]*) die "DIR holds characters that the configurations cannot quote: $dir" ;; esac

PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
# shellcheck disable=SC1091
[ ! -f "$dir/env" ] || . "$dir/env"
base=${MH_BASE:-11000}
storage=${MH_STORAGE:-maildir}
max_size=${MH_MAXSIZE:-128M}
if [ "$(id -u)" = 0 ]; then run_user=${MH_RUN_USER:-${MH_USER:-nobody}}; else run_user=$(id -un); fi
run_group=$(id -gn "$run_user")

case $cmd in
  up) up ;;
  down) down && echo "mailhost: down" ;;
  wipe) wipe ;;
  watch) watch "${3:?owner}" ;;
  status) is_up && echo up || { echo down && exit 1; } ;;
  env)
    cat "$dir/env"
    sed 's/^\([^:]*\):{PLAIN}\([^:]*\).*/# user \1 password \2/' "$dir/users"
    ;;
  adduser)
    add_user "${3:?name}" "${4:-$3-pw}"
    [ "$(id -u)" != 0 ] || chown "$run_user:$run_group" "$dir/users"
    ;;
  empty) empty "${3:-}" ;;
esac
