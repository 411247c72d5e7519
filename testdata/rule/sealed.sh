# sealed.sh: package.sh, and packages that are encrypted and signed: sealed()
# makes one as p.  Functions below it reach into encrypted packets.
. "$DATA/rule/package.sh"

STUDIO=$DATA/certs/studio SERVER=$DATA/certs/server
PICTURE_KEY=$(id e1) SOUND_KEY=$(id e2) SPARE_KEY=$(id e3)

# keys: content keys, of no use to anybody, in a key file for the studio
keys() {
	(umask 077; cat >clear.txt <<-E
	MDIK $PICTURE_KEY 000102030405060708090a0b0c0d0e0f
	MDAK $SOUND_KEY 101112131415161718191a1b1c1d1e1f
	MDSK $SPARE_KEY 202122232425262728292a2b2c2d2e2f
	E
	)
	dcp-key seal -o studio.keys --clear-keys clear.txt \
	    --house "$STUDIO/leaf.pem" 2>/dev/null
}

# with_keys, by_studio: options that bring all keys, that sign
with_keys() { echo --key-file studio.keys --key "$STUDIO/leaf.key"; }
by_studio() { echo --sign "$STUDIO/chain.pem" --sign-key "$STUDIO/leaf.key"; }

# wrap file id key [dcp-wrap arguments]: an encrypted track file
wrap() {
	out=$1 asset=$2 key=$3
	shift 3
	dcp-wrap --rate 24 --id "$asset" -o "$out" $(with_keys) \
	    --key-id "$key" "$@" >>records.txt
}

# sealed: the good package, encrypted and signed, as p
sealed() {
	if [ ! -d "$SHARED/sealed" ]; then
		mkdir p
		keys
		wrap p/picture.mxf "$PICTURE" "$PICTURE_KEY" "$(frames 24)"
		wav 6 48000 >sound.wav
		wrap p/sound.mxf "$SOUND" "$SOUND_KEY" \
		    --map L=1,R=2,C=3,LFE=4,Ls=5,Rs=6 sound.wav
		cpl --records records.txt $(by_studio)
		pack --records records.txt $(by_studio)
		mkdir "$SHARED/sealed"
		mv p studio.keys "$SHARED/sealed"
		rm -f frames.txt sound.wav clear.txt records.txt
	fi
	cp -R "$SHARED/sealed/." .
}

# judge_opened [dcp-verify arguments]: with all content keys
judge_opened() {
	[ $# -gt 0 ] || set -- p
	judge $(with_keys) "$@"
}

# Where things lie in an encrypted packet, from its key on, as our writer has
# them: 20 bytes of key and length, and lengths of 4 bytes before each item.
AT_CONTEXT=24 AT_OFFSET=44 AT_SOURCE_KEY=56 AT_SOURCE_SIZE=76
AT_IV=88 AT_CHECK=104 AT_BYTES=120
# ... and from its end on
AT_TRACK_FILE=-52 AT_SEQUENCE=-32 AT_MIC=-20

# packet n file [place]: the byte at which the n-th encrypted packet begins, or
# at which a place in it lies
packet() {
	dcp-klv "$2" | awk -v n="$1" -v at="${3:-0}" '/EncryptedTriplet/ &&
	    ++i == n { print at < 0 ? $1 + $2 + 20 + at : $1 + at }'
}

# flip file byte [bits]: change bits of a byte, by default the lowest
flip() {
	have=$(od -An -tu1 -j "$2" -N 1 "$1")
	poke "$1" "$2" "\\$(printf %03o $((have ^ ${3:-1})))"
}

# cut_out file byte size: these bytes, on stdout
cut_out() { tail -c +$(($2 + 1)) "$1" | head -c "$3"; }

# hide_ids arguments of judge_opened: the same, with ids that are fresh hidden
hide_ids() {
	result=0
	judge_opened "$@" >shown || result=$?
	sed 's/have [0-9a-f-]*, want [0-9a-f-]*/have X, want Y/' shown
	return $result
}

# signed: the good package, its playlist signed, as p
signed() {
	good
	dcp-sign $(by_studio) p/cpl.xml 2>/dev/null
	relist cpl.xml "$CPL"
}

# edit_sealed script: the playlist of sealed() changed, signed and packed again
edit_sealed() {
	edit cpl.xml "$1"
	dcp-sign --resign $(by_studio) p/cpl.xml 2>/dev/null
	pack $(by_studio)
}
