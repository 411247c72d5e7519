# For golden runs with keys in a token:  . "$DATA/token.sh"
# token label file ...: a token of SoftHSM's, called studio, whose PIN is 1234,
# with the private keys of these files under these labels.  Where that cannot
# be had it says so, and the test ends.
# shellcheck shell=sh

command -v softhsm2-util pkcs11-tool >/dev/null || {
	echo "skipped: there is no softhsm2-util or no pkcs11-tool"
	exit 0
}
openssl engine pkcs11 >/dev/null 2>&1 || {
	echo "skipped: OpenSSL has no engine pkcs11"
	exit 0
}

# The engine leaves some of its own memory to the end of the process.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
mkdir tokens
echo "directories.tokendir = $PWD/tokens" >softhsm2.conf
export SOFTHSM2_CONF="$PWD/softhsm2.conf"

token() {
	softhsm2-util --init-token --free --label studio --so-pin 5678 \
	    --pin 1234 >/dev/null || exit
	n=1
	while [ $# -gt 0 ]; do
		softhsm2-util --import "$2" --token studio --label "$1" \
		    --id 0$n --pin 1234 >/dev/null || exit
		shift 2
		n=$((n + 1))
	done
}
