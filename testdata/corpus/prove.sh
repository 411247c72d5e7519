# prove.sh, sourced by the golden runs beside it: a package made of other
# people's pictures and sound is read by other people's programs, and by ours.
# Prints only what is the same on every machine.
# shellcheck shell=sh
set -eu

# speech samples: 5.1 sound of that length, each loudspeaker saying its own name
speech() {
	mkdir -p sound
	for pair in Front_Left=L Front_Right=R Front_Center=C Side_Left=Ls \
	    Side_Right=Rs; do
		ffmpeg -v error -i "$CORPUS/audio/alsa/${pair%=*}.wav" \
		    -af "atrim=end_sample=$1" "sound/speech_${pair#*=}.wav"
	done
	ffmpeg -v error -f lavfi -i anullsrc=r=48000:cl=mono \
	    -af "atrim=end_sample=$1" sound/silence_LFE.wav
}

# package: one reel of package/picture.mxf and package/sound.mxf
package() {
	dcp-cpl --title Corpus --kind test --records records \
	    --reel package/picture.mxf,package/sound.mxf -o package/cpl.xml
	dcp-pack --records records package >/dev/null
}

# prove: all that is below
prove() {
	verdict
	official_schemas
	frames
	sound
}

# What is wrong, one rule a line.  All are far shorter than a second, which is
# an error and stays one; advice is left out.
verdict() {
	dcp-verify package >findings || :
	sed -n 's/^\(error\|bv21\|warning\) \([^ ]*\) .*/dcp-verify: \1 \2/p' \
	    findings | sort -u
}

# The schemas that the standards' authors published, found by their addresses.
official_schemas() {
	x=$CORPUS/xsd/clairmeta/clairmeta/xsd
	w3=http://www.w3.org
	cat >catalog.xml <<-END
	<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
	<system uri="$x/xmldsig-core-schema.xsd"
	systemId="$w3/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd"/>
	<system uri="$x/xml.xsd" systemId="$w3/2001/03/xml.xsd"/>
	<system uri="$x/xmldsig-core-schema.dtd"
	systemId="$w3/2001/XMLSchema.dtd"/>
	<public uri="$x/xmldsig-core-schema.dtd"
	publicId="-//W3C//DTD XMLSchema 200102//EN"/>
	</catalog>
	END
	{
		echo '<schema xmlns="http://www.w3.org/2001/XMLSchema">'
		import 429-7/2006/CPL SMPTE-429-7-2006-CPL
		import 429-10/2008/Main-Stereo-Picture-CPL \
		    SMPTE-429-10-2008-Main-Stereo-Picture-CPL
		import 429-16/2014/CPL-Metadata SMPTE-429-16-2014-CPL-Metadata
		import 429-8/2007/PKL SMPTE-429-8-2006-PKL
		import 429-9/2007/AM SMPTE-429-9-2007-AM
		echo '</schema>'
	} >official.xsd
	valid=0
	for document in package/*.xml; do
		XML_CATALOG_FILES=catalog.xml xmllint --noout --nonet \
		    --schema official.xsd "$document" 2>log &&
		    valid=$((valid + 1)) || cat log
	done
	echo "xmllint, official schemas: $valid documents are valid"
}

import() {
	echo "<import namespace=\"http://www.smpte-ra.org/schemas/$1\""
	echo "schemaLocation=\"$x/$2.xsd\"/>"
}

# The frames that ffmpeg takes out are ours to the byte, in order of time and
# eye; it, and opj_decompress, decode every one without complaint.
frames() {
	ffprobe -v error -select_streams v -count_packets -show_entries \
	    stream=codec_name,width,height,pix_fmt,r_frame_rate,nb_read_packets \
	    -of csv=p=0 package/picture.mxf | sed 's/^/ffprobe: /'
	mediainfo --Inform="General;mediainfo: %PackageName%" \
	    package/picture.mxf
	mediainfo --Inform="Video;mediainfo: %Format_Profile%, \
%Width%x%Height%, %BitDepth% bits %ColorSpace%, %FrameRate%" \
	    package/picture.mxf

	mkdir theirs
	ffmpeg -v error -i package/picture.mxf -c copy -f image2 theirs/%06d.j2c
	dcp-unwrap -o ours package/picture.mxf
	if [ -d ours/left ]; then
		for left in ours/left/*; do
			echo "$left"
			echo "ours/right/${left##*/}"
		done
	else
		ls -d ours/*
	fi >order
	count=0
	while read -r frame; do
		count=$((count + 1))
		cmp "$frame" "$(printf 'theirs/%06d.j2c' "$count")"
		opj_decompress -threads 2 -i "$frame" -o decoded.ppm \
		    >log 2>&1 || { echo "opj_decompress: $frame"; cat log; }
	done <order
	echo "ffmpeg takes out the same frames, opj_decompress reads them: $count"
	ffmpeg -v error -i package/picture.mxf -f null -
}

sound() {
	mediainfo --Inform="Audio;mediainfo: %Format%, %Channels% channels, \
%SamplingRate% Hz, %BitDepth% bits, %FrameRate%" package/sound.mxf
	ffmpeg -v error -i package/sound.mxf -f null -
}
