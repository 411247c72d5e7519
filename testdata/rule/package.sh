# package.sh: what every cmd here begins with: ". $DATA/rule/package.sh".
# good() makes a package p that breaks no rule; the functions below it change
# one thing; judge() shows what dcp-verify says.  The two frames beside this
# file are black pictures, encoded by dcp-encode.
set -eu

# Names of things, so that each run gives the same bytes.
id() { echo "00000000-0000-4000-8000-0000000000$1"; }
PICTURE=$(id a1) SOUND=$(id a2) CPL=$(id c1) PKL=$(id b1)
PICTURE2=$(id a3) SOUND2=$(id a4)

# frames count [2k|4k]: a list of so many frames, for dcp-wrap; of FRAME, if set
frames() {
	yes "${FRAME:-$DATA/rule/black-${2:-2k}.j2c}" | head -n "$1" >frames.txt
	echo @frames.txt
}

# frame script [2k|4k]: a frame with other bytes, which FRAME then names
frame() {
	FRAME=$PWD/frame-$#.j2c
	LC_ALL=C sed "$1" "$DATA/rule/black-${2:-2k}.j2c" >"$FRAME"
}

# u16 n, u32 n: little-endian bytes
u16() { printf "\\$(printf %o $(($1 & 255)))\\$(printf %o $(($1 >> 8 & 255)))"; }
u32() { u16 $(($1 & 65535)); u16 $(($1 >> 16)); }

# wav channels samples [rate]: silence, on stdout
wav() {
	data=$(($1 * $2 * 3)) rate=${3:-48000}
	printf RIFF; u32 $((data + 36)); printf 'WAVEfmt '; u32 16; u16 1
	u16 "$1"; u32 "$rate"; u32 $((rate * $1 * 3)); u16 $(($1 * 3)); u16 24
	printf data; u32 $data; head -c $data /dev/zero
}

# sound file id [channels [count [rate]]]: a track file of count edit units;
# MAP says which channel is which
sound() {
	wav "${3:-6}" $((${4:-24} * 48000 / ${5:-24})) >sound.wav
	dcp-wrap --rate "${5:-24}" --id "$2" -o "$1" \
	    --map "${MAP:-L=1,R=2,C=3,LFE=4,Ls=5,Rs=6}" sound.wav >/dev/null
}

# picture file id [count [2k|4k [rate]]]
picture() {
	dcp-wrap --rate "${5:-24}" --id "$2" -o "$1" \
	    "$(frames "${3:-24}" "${4:-2k}")" >/dev/null
}

# stereo file id [count [2k|4k [rate]]]
stereo() {
	eye=$(frames "${3:-24}" "${4:-2k}")
	dcp-wrap --rate "${5:-24}" --id "$2" -o "$1" --left "$eye" \
	    --right "$eye" >/dev/null
}

# cpl [dcp-cpl options]: p/cpl.xml; without --reel, of picture and sound
cpl() {
	case " $* " in
	*' --reel '*)	;;
	*)	set -- "$@" --reel p/picture.mxf,p/sound.mxf ;;
	esac
	dcp-cpl --title Test --annotation Test --kind test --issuer T \
	    --creator T --id "$CPL" -o p/cpl.xml --version-number 1 \
	    --constraints-profile SMPTE-RDD-52:2020-Bv2.1 "$@" >/dev/null
}

# pack [dcp-pack options]: the rest of the documents
pack() {
	dcp-pack --force --id "$PKL" --issuer T --creator T "$@" p >/dev/null
}

# All tests of one run share what they begin with.
good() {
	if [ ! -d "$SHARED/good" ]; then
		mkdir p
		picture p/picture.mxf "$PICTURE"
		sound p/sound.mxf "$SOUND"
		cpl
		pack
		mv p "$SHARED/good"
		rm -f frames.txt sound.wav
	fi
	cp -R "$SHARED/good" p
}

# edit file script: sed in place, byte by byte
edit() { LC_ALL=C sed -i "$2" "p/$1"; }

# relist file id: make list and map say what the file now is
relist() {
	size=$(wc -c <"p/$1")
	hash=$(dcp-hash "p/$1" | cut -d' ' -f1)
	edit "$(pkl_name)" "/<Id>urn:uuid:$2</,/<\/Asset>/{
		s|<Hash>.*</Hash>|<Hash>$hash</Hash>|
		s|<Size>.*</Size>|<Size>$size</Size>|;}"
	relength "$2" "$size"
	relength "$PKL" "$(wc -c <"p/$(pkl_name)")"
}

# relength id size: the same of the map alone
relength() {
	edit_map "/<Id>urn:uuid:$1</,/<\/Asset>/s|<Length>.*</Length>|<Length>$2</Length>|"
}

pkl_name() { (cd p && ls | grep '^PKL') }

# edit_cpl script, edit_pkl script, edit_map script: and keep the rest true
edit_cpl() { edit cpl.xml "$1"; relist cpl.xml "$CPL"; }
edit_map() {
	for map in ASSETMAP ASSETMAP.xml; do
		[ ! -f p/$map ] || edit $map "$1"
	done
}
edit_pkl() {
	edit "$(pkl_name)" "$1"
	relength "$PKL" "$(wc -c <"p/$(pkl_name)")"
}

# edit_mxf file id script: change the bytes of a track file
edit_mxf() { edit "$1" "$3"; relist "$1" "$2"; }

# poke path offset bytes: overwrite, bytes as for printf
poke() { printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; }

# map_asset file id [yes]: another asset for the map, which may be a packing list
map_asset() {
	flag=
	[ -z "${3:-}" ] || flag='<PackingList>true</PackingList>'
	edit_map "s|</AssetList>|<Asset><Id>urn:uuid:$2</Id>$flag<ChunkList><Chunk><Path>$1</Path></Chunk></ChunkList></Asset>&|"
}

# list_asset file id type: another asset for the packing list
list_asset() {
	edit_pkl "s|</AssetList>|<Asset><Id>urn:uuid:$2</Id><Hash>$(dcp-hash "p/$1" | cut -d' ' -f1)</Hash><Size>$(wc -c <"p/$1")</Size><Type>$3</Type></Asset>&|"
}

# unmap id, unlist id: take an asset out of the map, out of the packing list
unmap() { edit_map "$(without "$1")"; }
unlist() { edit_pkl "$(without "$1")"; }
without() { echo "/<Asset>/{:a;/<\/Asset>/!{N;ba;};/urn:uuid:$1</d;}"; }

# append_reel part,part: another reel for p/cpl.xml
append_reel() {
	dcp-cpl --title Test --kind test --issuer T --creator T \
	    --id "$(id c9)" --no-metadata --no-markers --reel "$1" \
	    -o second.xml >/dev/null
	sed -n '/<Reel>/,/<\/Reel>/p' second.xml >reel.xml
	edit cpl.xml "$(($(grep -n '</ReelList>' p/cpl.xml | cut -d: -f1) - 1))r reel.xml"
}

# rename file name: and say so in the map
rename() {
	mv "p/$1" "p/$2"
	edit_map "s|<Path>$1<|<Path>$2<|"
}

# interop: the good package in the older dialect
interop() {
	good
	mv p/ASSETMAP.xml p/ASSETMAP
	mv p/VOLINDEX.xml p/VOLINDEX
	digicine=http://www.digicine.com/PROTO-ASDCP
	edit VOLINDEX "s|http.*/AM|$digicine-VL-20040311#|"
	for file in picture.mxf sound.mxf; do
		edit $file 's/\x04\x01\x01\x02\x0d\x01\x02\x01\x10/\x04\x01\x01\x01\x0d\x01\x02\x01\x10/g'
	done
	edit cpl.xml "s|http.*/429-7/2006/CPL|$digicine-CPL-20040511#|
		s|1998 1080|1.85|
		/<ContentVersion>/,/<\/ContentVersion>/d
		/<meta:CompositionMetadataAsset/,/<\/meta:CompositionMetadataAsset/d"
	edit "$(pkl_name)" "s|http.*/PKL|$digicine-PKL-20040311#|
		s|<Type>text/xml|&;asdcpKind=CPL|"
	edit ASSETMAP "s|http.*/AM|$digicine-AM-20040311#|
		/<Creator>/d
		s|<Issuer>T</Issuer>|&<Creator>T</Creator>|
		s|<PackingList>true|<PackingList>|"
	relist cpl.xml "$CPL"
	relist picture.mxf "$PICTURE"
	relist sound.mxf "$SOUND"
	edit_pkl ''
}

# judge [dcp-verify arguments]: less what every package here has: its reels are
# short, its channels have no labels
judge() {
	[ $# -gt 0 ] || set -- p
	status=0
	dcp-verify "$@" >judged 2>&1 || status=$?
	sed -e '/^info reel.five-seconds /d' -e '/^info picture.profile /d' \
	    -e '/^bv21 sound.assignment /d' -e '/^bv21 sound.labels /d' \
	    -e 's/, [a-z0-9]* breach.*//' judged
	return $status
}

# profile bits component-bits: a profile of so many bits a second
profile() {
	cat >small.profile <<E
title = Small
standing = example
containers = 1998x1080
mono = 24
stereo = 24
bit-rate = $1
component-bit-rate = $2
bit-rate-counts = both-eyes
rsiz = 3
guard-bits = 1
levels = 5
tile-parts = 3
E
}

# foreign: is the material of others here?  If not, say so and be done.
foreign() {
	[ -d "$CORPUS" ] || { echo 'skipped: this needs the material of others'; exit 0; }
}

# encrypted: a package that libdcp encrypted, as p
encrypted() {
	foreign
	cp -R "$CORPUS/dcp/libdcp/ref/DCP/encryption_test" p
	chmod -R u+w p
	CPL=6affb8ee-0020-4dff-a53c-17652f6358ab
	PKL=5203f3d4-9d62-4062-8bf1-7a114eff99df
	rename "cpl_$CPL.xml" cpl.xml
	rename "pkl_$PKL.xml" PKL.xml
}

# labelled: a sound track file with the labels of 5.1, from libdcp, as x.mxf
labelled() {
	foreign
	cat "$CORPUS/dcp/libdcp/ref/DCP/dcp_test1/audio.mxf" >x.mxf
}
