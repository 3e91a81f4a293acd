# shellcheck shell=bash disable=SC2154
# What Dovecot and Exim are told; sourced by mailhost.sh, which sets dir, base, run_user, run_group, storage and max_size.

write_dovecot_conf() {
  local location="maildir:~/Maildir"
  [ "$storage" = mdbox ] && location="mdbox:~/mdbox"
  cat >"$dir/etc/dovecot.conf" <<C
base_dir = $dir/run/
state_dir = $dir/state/
log_path = $dir/log/dovecot.log
instance_name = mailhost-$base
protocols = imap pop3 lmtp
listen = 127.0.0.1
default_internal_user = $run_user
default_internal_group = $run_group
default_login_user = $run_user
default_vsz_limit = 1024M
default_process_limit = 60
default_client_limit = 900
ssl = yes
ssl_cert = <$dir/tls/server.pem
ssl_key = <$dir/tls/server.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Ln
auth_failure_delay = 0
mail_location = $location
mail_max_userip_connections = 256
mailbox_idle_check_interval = 1 secs
first_valid_uid = 1
mail_plugins =
passdb {
  driver = passwd-file
  args = username_format=%Ln $dir/users
}
userdb {
  driver = passwd-file
  args = username_format=%Ln $dir/users
  default_fields = uid=$run_user gid=$run_group home=$dir/mail/%Ln
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = $((base + 143))
  }
  inet_listener imaps {
    port = $((base + 993))
    ssl = yes
  }
}
service pop3-login {
  chroot =
  service_count = 0
  inet_listener pop3 {
    port = $((base + 110))
  }
  inet_listener pop3s {
    port = $((base + 995))
    ssl = yes
  }
}
service imap {
  process_limit = 256
}
service pop3 {
  process_limit = 256
}
service lmtp {
  user = $run_user
  unix_listener lmtp {
    mode = 0600
  }
  inet_listener lmtp {
    address = 127.0.0.1
    port = $((base + 24))
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service auth {
  user = $run_user
}
service auth-worker {
  user = $run_user
}
protocol lmtp {
  postmaster_address = postmaster@mail.test
}
protocol pop3 {
  pop3_lock_session = no
}
C
}

# What a login must look up: the line of the passwd-file that holds exactly this name and password.
exim_login() { # NAME-VARIABLE PASSWORD-VARIABLE
  local found="\${lookup{\${lc:\${extract{1}{@}{$1}}}}lsearch{$dir/users}}"
  echo "\${if and{{!eq{$1}{}}{eq{$found}{\\{PLAIN\\}\${$2}::::::}}}}"
}

write_exim_conf() {
  cat >"$dir/etc/exim.conf" <<C
exim_path = $dir/bin/exim
exim_user = $run_user
exim_group = $run_group
never_users =
deliver_drop_privilege = true
spool_directory = $dir/spool
log_file_path = $dir/log/exim_%slog
pid_file_path = $dir/run/exim.pid
primary_hostname = mail.test
qualify_domain = mail.test
keep_environment =
domainlist local_domains = test : *.test : localhost
local_interfaces = 127.0.0.1
daemon_smtp_ports = $((base + 25)) : $((base + 26)) : $((base + 587)) : $((base + 465))
tls_on_connect_ports = $((base + 465))
tls_advertise_hosts = *
tls_certificate = $dir/tls/server.pem
tls_privatekey = $dir/tls/server.key
message_size_limit = \${if eq{\$received_port}{$((base + 26))}{20K}{$max_size}}
host_lookup =
rfc1413_query_timeout = 0s
dsn_advertise_hosts = *
smtp_accept_max = 200
smtp_accept_max_per_connection = 100000
smtp_accept_queue_per_connection = 0
remote_max_parallel = 4
check_spool_space = 0
check_log_space = 0
ignore_bounce_errors_after = 1h
timeout_frozen_after = 1d
acl_smtp_rcpt = rcpt
acl_smtp_auth = accept
begin acl
rcpt:
  deny   domains = !+local_domains
         message = this host never sends mail to other hosts
  accept authenticated = *
         verify = recipient
  deny   condition = \${if eq{\$received_port}{$((base + 587))}}
         message = submission needs authentication
  deny   condition = \${if eq{\$received_port}{$((base + 465))}}
         message = submission needs authentication
  accept verify = recipient
begin routers
blackhole:
  driver = redirect
  local_parts = devnull
  data = :blackhole:
deferred:
  driver = redirect
  local_parts = defer
  allow_defer
  data = :defer: this address always defers
gone_at_first:
  driver = accept
  local_parts = gone
  verify_only
  transport = dovecot
gone:
  driver = redirect
  local_parts = gone
  allow_fail
  data = :fail: no such user here any more
small:
  driver = manualroute
  domains = +local_domains
  local_parts = small
  route_data = 127.0.0.1
  self = send
  transport = next
mailbox:
  driver = accept
  local_parts = lsearch;$dir/users
  transport = dovecot
  cannot_route_message = no such mailbox here
begin transports
dovecot:
  driver = lmtp
  socket = $dir/run/lmtp
  batch_max = 50
  timeout = 5m
next:
  driver = smtp
  port = $((base + 26))
  allow_localhost
  hosts_avoid_tls = *
begin retry
*  *  F,2h,1m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_set_id = \$auth2
  server_condition = $(exim_login '$auth2' 'auth3')
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_set_id = \$auth1
  server_condition = $(exim_login '$auth1' 'auth2')
C
}

write_env() {
  cat >"$dir/env" <<C
MH_DIR=$dir MH_BASE=$base MH_HOST=127.0.0.1 MH_DOMAIN=mail.test
MH_IMAP=$((base + 143)) MH_IMAPS=$((base + 993)) MH_POP3=$((base + 110)) MH_POP3S=$((base + 995))
MH_SMTP=$((base + 25)) MH_SUBMISSION=$((base + 587)) MH_SMTPS=$((base + 465)) MH_LMTP=$((base + 24))
MH_CA=$dir/tls/ca.pem MH_STORAGE=$storage MH_MAXSIZE=$max_size MH_RUN_USER=$run_user
C
}
