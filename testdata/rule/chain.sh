# chain.sh: judge a certificate of testdata/certs/bad, below its issuers.
# Sourced by cert.*/cmd.
CERTS=$DATA/certs

check() {
	dcp-cert check --at 2024-01-01T00:00:00Z "$@" 2>&1 | sed "s|$CERTS/||g"
}

judge() {
	check "$CERTS/bad/$1.pem" "$CERTS/studio/intermediate.pem" \
	    "$CERTS/studio/root.pem"
}
