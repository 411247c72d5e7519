# list.sh: a small packing list for golden runs of signatures.  Source it.
# shellcheck shell=sh

STUDIO=$DATA/certs/studio
OTHER=$DATA/certs/distribution
by_studio="--sign $STUDIO/chain.pem --sign-key $STUDIO/leaf.key"

# list [namespace [date]]: on stdout
list() {
	cat <<-E
	<?xml version="1.0" encoding="UTF-8"?>
	<PackingList xmlns="${1:-http://www.smpte-ra.org/schemas/429-8/2007/PKL}">
	  <Id>urn:uuid:00000000-0000-4000-8000-0000000000b1</Id>
	  <AnnotationText>Ein Film &amp; mehr, für alle</AnnotationText>
	  <IssueDate>${2:-2023-11-14T22:13:20+00:00}</IssueDate>
	  <Issuer>T</Issuer>
	  <Creator>T</Creator>
	  <AssetList>
	    <Asset>
	      <Id>urn:uuid:00000000-0000-4000-8000-0000000000a1</Id>
	      <Hash>2jmj7l5rSw0yVb/vlWAYkK/YBwk=</Hash>
	      <Size>1</Size>
	      <Type>application/mxf</Type>
	    </Asset>
	  </AssetList>
	</PackingList>
	E
}

# by_others file: what xmlsec1 says, with the key of the leaf, and with the root
by_others() {
	for option in --pubkey-cert-pem=leaf --trusted-pem=root; do
		name=${option#*=}
		printf '%s %s: ' "$1" "$name"
		xmlsec1 --verify "${option%=*}" "$STUDIO/$name.pem" "$1" 2>&1 |
		    grep -xE 'OK|FAIL|ERROR'
	done
}
