"""What is known of the words in runbooks: lists that other files look words up in, no rules."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# In a title as in a step, each of these says what to do.
ORDERS = _listed("""
activate add adjust allow analyze announce append apply approve archive ask assess assign attach
authenticate bring browse bump bypass call cancel capture check choose clean clear click clone close
collect communicate compare complete configure confirm connect contain cordon create deactivate
declare decommission decrypt define delete demote deploy destroy detach determine diagnose disable
discard download drain drop edit enable encrypt ensure escalate estimate evaluate evict examine
execute expand extend fail fetch fill find flip flush flush-out follow free gather generate get give
go grant hotfix hotpatch identify ignore implement increase increment inform initiate inject insert
inspect install introduce invalidate investigate invoke isolate keep kill launch locate login make
merge migrate mitigate modify move navigate notify obtain open optimize organize pause perform pick
ping populate prepare prioritize proceed promote provide provision publish purge quiesce raise
re-deploy re-enable re-index re-run reassign rebalance reboot rebuild reconnect recover recreate
redeploy redirect reduce refill refresh reindex reject rejoin relaunch reload remediate remount
remove rename renew renice repair repeat replace replay replicate repoint reproduce requeue reroute
rerun reschedule resend reset reset-up reshard resize resolve restart restore resume resync retain
retest retrain retrieve reupload revert revoke rewind roll rotate run sanity-check save scrub see
select send shut silence ssh stabilize start stop submit switch sync take tear tell terminate
throttle toggle turn unblock uncordon undo unfreeze uninstall unlock unmount unmute unpause unset
unsubscribe untag untar unzip upload use vacuum validate verify visit wait wake warm wipe write
""")
# In a title these are as often nouns: "Log retention", "Test environments".
_NOUNS_TOO = _listed("""
alert backfill block bounce call-out commit contact copy describe detect dispatch document dump
email empty export failover file fix flag format freeze hand hold import include interrupt issue
join limit link list load lock log log-in look lower maintain mark match measure message monitor
mount mute name narrow note order own package page patch phone plan post power practise press print
profile protect prove pull push put quarantine query rate-limit reach read recheck record refer
register release report retire retry review rollback rollout route rule scale scan schedule seal
search secure set set-up setup shift shut-down sign skip snapshot sort speak specify spin split
stage stand store stream study subscribe summarize support suspend swap sweep tag tail target test
trace track train transfer triage trigger try tune turn-off type update upgrade view vote walk warn
watch wrap
""")
# Nouns in a title too, and in a step seldom.
SELDOM_NOUNS = _listed("""
engage establish exit observe offer request respond return share talk work
""")
# A step that begins with one of these says what to do.
VERBS = ORDERS | _NOUNS_TOO | SELDOM_NOUNS
# After one of these words the one before it is a noun: `Release is on Monday`.
STATES = _listed("""
is are was were has have had can could may might will would should must does
""")
# Fence languages whose content is typed.
SHELLS = _listed("""
bash sh shell zsh fish ksh console terminal shell-session shellsession sh-session bash-session cmd
bat batch powershell ps1 pwsh dos command commandline sql psql mysql tsql plsql
""")
# Fence languages in which brackets, angles and braces are syntax, not blanks.
CODE = _listed("""
js jsx ts tsx javascript typescript java kotlin scala c cpp csharp cs go rust rb ruby php html xml
svg vue markdown md mdx mermaid diff python py toml ini promql logql json json5 jsonc lua perl r
swift css scss plantuml dot graphviz regex jinja jinja2 helm log logs output
""")
# In prose these are tags; in a command `<time>` or `<address>` is a blank all the same.
HTML_TAGS = _listed("""
a abbr address article aside audio b base blockquote body br button canvas caption center cite code
col data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font
footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li
link main map mark menu meta meter nav noscript object ol optgroup option output p param picture pre
progress q s samp script section select slot small source span strong style sub summary sup svg
table tbody td template textarea tfoot th thead time title tr track u ul var video wbr
""")
# What MDX calls its components, and nobody a blank.
COMPONENTS = _listed("""
Accordion AccordionGroup AccordionItem Admonition Aside Callout CardGroup CardGrid CodeBlock CodeGroup CodeTabs
ExpandableSection FileTree Fragment LinkButton LinkCard ParamField RequestExample ResponseExample ResponseField
TabGroup TabItem TabList TabPane TabPanel TabPanels Tabs Tooltip
""")
# The same, but a blank is called so as well: `Reason: <Note>`.
COMPONENTS_TOO = _listed("""
Card Cards Caution Check Columns Danger Expandable Frame Hint Important Info Note Panel Step Steps
Success Tab Tip Warning
""")
# What stands in brackets without being a blank.
NOT_BLANKS = _listed("""
x ok info warn warning error debug fatal trace critical notice optional required deprecated sic wip
options flags args note tip important caution ref toc edit default new done true false null
none here ...
""")
# What programs print in angles.
PRINTED = _listed("""
none nil unknown pending eof nothing html xml null unset br hr
""")
# An unlabelled fence that begins with one of these is typed.
PROGRAMS = _listed("""
sudo apt apt-get awk aws az bash brew cat cd chmod chown consul cp crictl ctr curl cqlsh date dd df dig
docker docker-compose doctl du echo env etcdctl export fly flyctl find gcloud gh git go grep gunzip
gzip helm helmfile heroku host htop ip iptables istioctl java jcmd jq journalctl jstack k3s k9s kill
killall kubectl kubeadm kustomize less ln ls lsof make mkdir mongo mongosh mount mv mysql mysqldump
nc netlify netstat nginx node nomad npm npx nslookup oc openssl pg_ctl pg_dump pg_restore pgbench
ping pip pip3 pnpm podman ps psql python python3 redis-cli rm rsync scp sed service sh sqlite3 ss
ssh su supervisorctl swapoff sysctl systemctl tail tar tcpdump telnet terraform top touch traceroute
ufw uname unzip uptime vault velero vercel vim watch wget whoami yarn yum dnf zcat rabbitmqctl
nodetool ceph calicoctl cilium argocd flux eksctl kops talosctl ansible ansible-playbook vagrant
virsh
bundle rake rails knife chef-client puppet salt php composer mvn gradle dotnet cargo poetry pipenv uv pytest tox
pulumi gsutil bq s3cmd rclone restic borg pgbackrest barman patronictl repmgr mongodump mongorestore
influx cbbackupmgr kafka-topics kafka-topics.sh kafka-consumer-groups kafka-consumer-groups.sh zkCli.sh
minikube kind k6 ab hey siege nmap arp route ethtool iperf iperf3 mtr lsblk blkid fsck mkfs parted fdisk resize2fs
growpart xfs_growfs lvextend pvresize iostat vmstat sar dmesg strace perf free w last who id chgrp tee sort uniq
cut tr xargs head seq sleep test printf source aws-vault saml2aws op sops age gpg ssh-keygen ssh-add
systemd-analyze hostnamectl timedatectl loginctl crontab at logrotate apachectl httpd haproxy varnishadm
certbot acme.sh step pm2 deno bun vite next expo fastlane serverless sls sam cdk cf oci ibmcloud linode-cli
hcloud scw vultr-cli wrangler supabase firebase prisma knex sequelize flyway liquibase alembic
""")
# Names that every shell has set.
ALWAYS_SET = _listed("""
HOME PATH USER PWD OLDPWD SHELL HOSTNAME LANG TERM RANDOM UID IFS LINENO SECONDS EDITOR TMPDIR
""")
