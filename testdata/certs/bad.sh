#!/bin/sh
# bad.sh: make bad/: certificates of the key studio/leaf.key, issued by
# studio/intermediate.pem, each wrong in one way, and some wrong issuers, with
# openssl(1), which unlike dcp-cert(1) does not mind.  Run it in this folder.
# What it makes is the same each time, but for bad/key.pem, whose key is fresh.
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p bad

# What a leaf has; a test changes one of these.
reset() {
	key=studio/leaf.key by=studio/intermediate subject='/O=Example Studio/OU=Example Studio/CN=CS.bad'
	dnq=$(openssl x509 -in studio/leaf.pem -noout -subject -nameopt RFC2253 |
	    sed 's/.*dnQualifier=\([^,]*\),.*/\1/; s/\\//g')
	from=20200101000000Z to=20371231000000Z serial=2001 digest=sha256
	mask=default
	constraints='basicConstraints = critical,CA:FALSE'
	usage='keyUsage = digitalSignature,keyEncipherment'
	authority='authorityKeyIdentifier = keyid,issuer:always'
	more='' extensions=leaf
}

escape() { printf %s "$1" | sed 's|/|\\/|g; s|+|\\+|g'; }

# issue NAME: bad/NAME.pem
issue() {
	cat >"$tmp/conf" <<END
[ca]
default_ca = here
[here]
database = $tmp/index
serial = $tmp/serial
new_certs_dir = $tmp
unique_subject = no
policy = any
[any]
[req]
string_mask = $mask
distinguished_name = none
[none]
[leaf]
$constraints
$usage
subjectKeyIdentifier = hash
$authority
$more
[nothing]
END
	: >"$tmp/index"
	echo "$serial" >"$tmp/serial"
	openssl req -new -config "$tmp/conf" -utf8 -key "$key" \
	    -subj "$subject${dnq:+/dnQualifier=$(escape "$dnq")}" \
	    -out "$tmp/req"
	if [ "$by" = self ]; then
		set -- "$1" -selfsign -keyfile "$key"
	else
		set -- "$1" -cert "$by.pem" -keyfile "$by.key"
	fi
	name=$1
	shift
	[ "$extensions" = none ] || set -- "$@" -extensions "$extensions"
	openssl ca -config "$tmp/conf" -batch -notext -preserveDN \
	    -md "$digest" -startdate "$from" -enddate "$to" "$@" \
	    -in "$tmp/req" -out "bad/$name.pem" 2>"$tmp/log" ||
	    { cat "$tmp/log"; exit 1; }
}

# patch NAME OLD NEW: the last OLD in its bytes becomes NEW, both hexadecimal
patch() {
	openssl x509 -in "bad/$1.pem" -outform DER | xxd -p | tr -d '\n' |
	    sed "s/\(.*\)$2/\1$3/" | xxd -r -p >"$tmp/der"
	{
		echo '-----BEGIN CERTIFICATE-----'
		openssl base64 -in "$tmp/der"
		echo '-----END CERTIFICATE-----'
	} >"bad/$1.pem"
}

reset; issue good
reset; extensions=none; issue version
reset; serial=0102030405060708090A; issue serial
reset; serial=0100000001; issue serial-large
reset; by=studio/root serial=1001; issue serial-twice
reset; digest=sha1; issue algorithm
reset; issue algorithm-form
patch algorithm-form 2a864886f70d01010b0500 2a864886f70d0101050500
reset; openssl genrsa -out "$tmp/small" 1024 2>/dev/null
key=$tmp/small; issue key
reset; from=20300101000000Z to=20250101000000Z; issue dates
reset; to=20391231000000Z; issue dates-far
reset; usage=; issue extension-missing
reset; usage='keyUsage = DER:0500'; issue extension
reset; more='1.2.3.4 = critical,ASN1:UTF8String:x'; issue critical
reset; constraints='basicConstraints = critical,CA:TRUE,pathlen:0'
issue authority
reset; constraints='basicConstraints = critical,CA:FALSE,pathlen:1'
issue path-length
reset; usage='keyUsage = digitalSignature'; issue key-usage
reset; mask=utf8only; issue encoding
reset; subject='/O=Another/OU=Example Studio/CN=CS.bad'; issue organization
reset; subject='/O=Example Studio/CN=CS.bad'; issue unit
reset; subject='/O=Example Studio/OU=Example Studio/CN=bad'; issue common-name
reset; dnq=AAAAAAAAAAAAAAAAAAAAAAAAAAA=; issue dn-qualifier
reset; subject='/O=Example Studio/OU=Example Studio/CN=.bad'; issue role
reset; subject='/O=Example Studio/OU=Example Studio/CN=CS SM.bad'
issue role-extra
reset; by=self authority='authorityKeyIdentifier = keyid:always'
issue self-signed
reset; issue signature; patch signature '\(..\)' '00'
reset; authority='authorityKeyIdentifier = DER:301680141111111111111111111111111111111111111111'
issue authority-key
reset; from=20190101000000Z; issue dates-outside

# Issuers of the key studio/intermediate.key, and leaves below them.
below() {
	issue "$1-issuer"
	cp studio/intermediate.key "$tmp/issuer.key"
	cp "bad/$1-issuer.pem" "$tmp/issuer.pem"
	reset; by=$tmp/issuer; issue "$1"
}
issuer() {
	reset; key=studio/intermediate.key by=studio/root serial=1002
	dnq=$(openssl x509 -in studio/intermediate.pem -noout -subject \
	    -nameopt RFC2253 | sed 's/.*dnQualifier=\([^,]*\),.*/\1/; s/\\//g')
	subject='/O=Example Studio/OU=Example Studio/CN=.studio.intermediate'
	constraints='basicConstraints = critical,CA:TRUE,pathlen:2'
	usage='keyUsage = keyCertSign,cRLSign'
}
issuer; subject='/O=Example Studio/OU=Example Studio/CN=CS.issuer'
below role-authority
issuer; subject='/O=Example Studio/OU=Example Studio/CN=.other'; below link
issuer; constraints='basicConstraints = critical,CA:TRUE'; below no-path-length
