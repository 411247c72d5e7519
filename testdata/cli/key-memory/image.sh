# Memory images of programs, and what is looked for in them.
#
# The content key is that of FIPS 197, A.1, where also the words of its key
# schedule stand; the key of the integrity check (MIC) is made from it as ST
# 429-6 says.
key=2b7e151628aed2a6abf7158809cf4f3c
id=6b65792d-6d65-4d6f-8279-000000000001
passphrase='correct horse battery'

# bytes hex-digits
bytes() {
	printf %s "$1" | tr a-f A-F | basenc --base16 -d
}

# look_for name hex-digits: both halves, so that half a copy is found, too,
# as bytes, hexadecimal and Base64
look_for() {
	first=$(printf %s "$2" | cut -c 1-16)
	last=$(printf %s "$2" | cut -c 17-32)
	bytes "$first" >"look/$1, first bytes"
	bytes "$last" >"look/$1, last bytes"
	printf %s "$first" >"look/$1, first digits"
	printf %s "$last" >"look/$1, last digits"
	# Further characters of Base64 would hold bits of what comes next.
	bytes "$2" | base64 | cut -c 1-20 | tr -d '\n' >"look/$1, Base64"
}

# A prime of house.key, as numbers lie in memory: the lowest byte first.
prime() {
	openssl rsa -in house.key -noout -text |
	    sed -n '/^prime1/,/^prime2/s/^ *\(..:.*\)/\1/p' |
	    tr -d ' \n' | tr ':' '\n' | tac | head -n 32 | tr -d '\n'
}

look_for_keys() {
	mkdir look
	look_for 'content key' $key
	look_for 'round key 1' a0fafe1788542cb123a339392a6c7605
	look_for 'round key 10' d014f9a8c9ee2589e13f0cc8b6630ca6
	look_for 'MIC key' dc8b751a8c1beceda590172ffed8af44
	printf %s "$passphrase" >look/passphrase
	cp "$DATA/certs/studio/leaf.key" house.key
	cp "$DATA/certs/studio/leaf.pem" house.pem
	openssl rsa -aes256 -passout "pass:$passphrase" -in house.key \
	    -out locked.key 2>rsa.out
	grep -v -- -- house.key >'look/private key, PEM'
	bytes "$(prime)" >'look/private key, a prime'
}

# found file ...: what of all that is in them; digits of either case.  None of
# it has a zero byte, of which an image has long runs.
found() {
	cat "$@" | tr -s '\0' '\n' >text
	for what in look/*; do
		case $what in
		*digits)	either_case=-i ;;
		*)		either_case= ;;
		esac
		! LC_ALL=C grep -qaF $either_case -f "$what" text ||
		    echo "found: ${what#look/}"
	done
}

# image where program argument ...: run it up to ${where}, a function or the
# end, keep its memory in the file image, and go on to its end.  Its limits
# are then in the file limits, its exit status in the file status.
image() {
	rm -f image status limits
	case $1 in
	end)	stop='catch syscall exit_group' ;;
	*)	stop="break $1" ;;
	esac
	shift
	cat >commands <<-EOT
	set pagination off
	set confirm off
	set debuginfod enabled off
	set dump-excluded-mappings ${excluded:-on}
	set use-coredump-filter off
	set startup-with-shell off
	$stop
	run
	generate-core-file image
	pipe info proc | sed -n 's/^process //p' >pid
	shell cat /proc/\$(cat pid)/limits >limits
	delete
	continue
	pipe print \$_exitcode | sed 's/.* = //' >status
	EOT
	gdb -q -batch -nx -x commands --args "$@" >gdb.out 2>&1
}

# after program argument ...: what is left when it is done
after() {
	image end "$@"
	[ -s image ] && [ -s limits ] || cat gdb.out
	case $2 in
	-*)	what=$1 ;;
	*)	what="$1 $2" ;;
	esac
	echo "$what: exit $(cat status), core files of $(sed -n \
	    's/^Max core file size *\([^ ]*\) *\([^ ]*\).*/\1 or \2/p' \
	    limits) bytes"
	found image gdb.out
}

# in_use program argument ...: before it gives its keys back, when all that it
# does with them is done: they are in pages that no core file has, and nowhere
# else
in_use() {
	excluded=off
	image keyring_free "$@"
	excluded=on
	[ -s image ] || cat gdb.out
	found image
}

# Not where the kernel or a container forbids it, nor through what the address
# sanitizer keeps, which is terabytes and holds on to what was freed.
may_look() {
	if ! command -v gdb >/dev/null; then
		echo 'skipped: there is no gdb here'
	elif LC_ALL=C grep -q __asan_init "$(command -v dcp-key)"; then
		echo 'skipped: no memory images under the address sanitizer'
	elif image end true; [ ! -s image ]; then
		echo 'skipped: no program may be traced here'
	else
		return 0
	fi
	return 1
}

# look_into pid: may another process of the same user read its memory?
look_into() {
	$as head -c 1 "/proc/$1/environ" >seen 2>&1 &&
	    $as head -c 1 "/proc/$1/auxv" >seen 2>&1 &&
	    echo 'it can be looked into' || echo 'it cannot be looked into'
}

# refuses program argument ...: while it waits for its keys on descriptor 3.
# The superuser may look into all, so it is another user then.
refuses() {
	as=
	[ "$(id -u)" != 0 ] ||
	    as='setpriv --reuid=65534 --regid=65534 --clear-groups'
	mkfifo keys.fifo
	cp "$(command -v "$1")" program
	chmod 755 . program
	shift
	$as sleep 60 & sleeper=$!
	$as ./program "$@" 3<>keys.fifo 2>program.err & pid=$!
	# It has told of keys in clear: it is guarded, and reads them.
	until [ -s program.err ]; do
		kill -0 $pid || break
		sleep 0.1
	done
	echo "sleep: $(look_into $sleeper)"
	echo "the program: $(look_into $pid)"
	sed -n 's/^Max core file size *\([^ ]*\) .*/core files of \1 bytes/p' \
	    /proc/$pid/limits
	kill $sleeper $pid
	wait $sleeper $pid 2>/dev/null || :
}
