# message.sh: sealed.sh, and key messages for such a package: message() makes one
# without a fault as kdm.xml, with dcp-kdm; edit_message() changes one thing, and
# signs it anew with xmllint and openssl alone; check_message() shows what
# dcp-kdm check says.
. "$DATA/rule/sealed.sh"

# message [dcp-kdm make options]: kdm.xml, for p/cpl.xml on the first server, or
# on RECIPIENT, in the two weeks around the time of all these tests, 2023-11-14
message() {
	dcp-kdm make --cpl p/cpl.xml $(with_keys) $(by_studio) -o kdm.xml \
	    --force --from 2023-11-08T00:00:00+01:00 \
	    --until 2023-11-22T23:59:59+01:00 \
	    "$@" "${RECIPIENT:-$SERVER/leaf.pem}" >/dev/null
}

# part name: an element of kdm.xml in canonical form, with the namespaces that
# the root declares
part() {
	xmllint --c14n kdm.xml >canonical.xml
	space=$(sed -n 's/^<DCinemaSecurityMessage\(.*\)>$/\1/p' canonical.xml)
	printf %s "$(sed -n "/<$1[ >]/,/<\/$1>/p" canonical.xml |
	    sed -e "1s|^ *<$1|&$space|" -e '1s/^ *//')"
}

# sign_message [key]: kdm.xml anew, with the key of the studio or another one
sign_message() {
	for name in AuthenticatedPublic AuthenticatedPrivate; do
		digest=$(part $name | openssl dgst -sha256 -binary |
		    openssl base64 -A)
		sed -i "/URI=\"#ID_$name\"/,/DigestValue/s|<ds:DigestValue>[^<]*|<ds:DigestValue>$digest|" kdm.xml
	done
	value=$(part ds:SignedInfo | openssl dgst -sha256 \
	    -sign "${1:-$STUDIO/leaf.key}" | openssl base64 -A)
	sed -i ":a
		/<ds:SignatureValue>/{
			/<\/ds:SignatureValue>/!{N;ba;}
			s|>.*<|>$value<|;}" kdm.xml
}

# edit_message script: change kdm.xml by sed, and sign it anew
edit_message() {
	sed -i "$1" kdm.xml
	sign_message
}

# check_public [dcp-kdm check options]: what is said of it who has no key
check_public() {
	status=0
	dcp-kdm check --cpl p "$@" kdm.xml >judged 2>&1 || status=$?
	sed -e '/^info kdm.formulation /d' -e '/^info kdm.root /d' \
	    -e '/ kdm.recipient-skipped /d' \
	    -e '/ kdm.block-skipped /d' -e 's/, [a-z0-9]* breach.*//' judged
	return $status
}

# check_message [dcp-kdm check options]: the same where all is known
check_message() {
	check_public --recipient "$SERVER/leaf.pem" --key "$SERVER/leaf.key" \
	    "$@"
}

# block [structure-id [size of the type]]: the plain key block of the picture
# of message(), made anew; signed by the studio, or SIGNER
block() {
	printf %s "${1:-F1DC124460169A0E85BC300642F866AB}" | basenc -d --base16
	openssl x509 -in "${SIGNER:-$STUDIO/leaf.pem}" -outform DER |
	    openssl asn1parse -inform DER -strparse 4 -noout -out signer.tbs
	openssl dgst -sha1 -binary signer.tbs
	echo "$CPL" | tr -d -- -\\n | tr a-f A-F | basenc -d --base16
	printf MDIK | head -c "${2:-4}"
	echo "$PICTURE_KEY" | tr -d -- -\\n | tr a-f A-F | basenc -d --base16
	printf 2023-11-08T00:00:00+01:00
	printf 2023-11-22T23:59:59+01:00
	printf 0123456789abcdef
}

# put_block: replace the first key of kdm.xml by the block on stdin, sealed
put_block() {
	value=$(openssl pkeyutl -encrypt -certin -inkey "$SERVER/leaf.pem" \
	    -pkeyopt rsa_padding_mode:oaep | openssl base64 -A)
	edit_message "0,/<enc:CipherValue>/{/<enc:CipherValue>/{:a
		/<\/enc:CipherValue>/!{N;ba;}
		s|>.*<|>$value<|;};}"
}
