# tracks.sh: small track files for golden runs, by dcp-wrap.  Source it.
# NUMBER is the last three digits of the id.  Records go to ./records.
# shellcheck shell=sh

id=00000000-0000-4000-8000-000000000

# picture FILE RATE NUMBER [FRAMES]: 2K, one eye
picture() {
	mkdir frames
	i=0
	while [ $i -lt "${4:-4}" ]; do
		cp "$DATA/frames/2k_$((i % 4)).j2c" frames/00000$i.j2c
		i=$((i + 1))
	done
	dcp-wrap --rate "$2" --id "$id$3" -o "$1" frames >>records || exit
	rm -r frames
}

# stereo FILE RATE NUMBER: the same, both eyes, 4 frames of each
stereo() {
	mkdir left right
	for i in 0 1 2 3; do
		cp "$DATA/frames/2k_$i.j2c" left/00000$i.j2c
		cp "$DATA/frames/2k_$((3 - i)).j2c" right/00000$i.j2c
	done
	dcp-wrap --rate "$2" --id "$id$3" -o "$1" --left left --right right \
	    >>records || exit
	rm -r left right
}

# sound FILE RATE NUMBER [FRAMES [CHANNEL ...]]: silence at 48 kHz; 5.1 unless
# other channels are named
sound() {
	file=$1 rate=$2 number=$3 frames=${4:-4}
	shift $(($# < 4 ? $# : 4))
	[ $# -gt 0 ] || set -- L R C LFE Ls Rs
	mkdir wav
	ffmpeg -v error -f lavfi -i anullsrc=r=48000:cl=mono -c:a pcm_s24le \
	    -bitexact -af "atrim=end_sample=$((frames * 48000 / rate))" \
	    wav/silence.wav
	for channel; do
		cp wav/silence.wav "wav/a_$channel.wav"
	done
	rm wav/silence.wav
	dcp-wrap --rate "$rate" --id "$id$number" -o "$file" wav/*.wav \
	    >>records || exit
	rm -r wav
}
